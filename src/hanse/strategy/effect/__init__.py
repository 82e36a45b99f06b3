"""What the firms' choices do to the cluster: a mean-field model over draws of its unknowns."""
