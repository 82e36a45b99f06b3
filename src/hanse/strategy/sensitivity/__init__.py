"""How far ratings and weights can move before the advice changes."""
