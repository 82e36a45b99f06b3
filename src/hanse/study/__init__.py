"""A study: one folder of tables in; tables, figures, report and result out."""

from hanse.study.run import StudyRun, open_study, run_study
from hanse.study.start import start_study

__all__ = ["StudyRun", "open_study", "run_study", "start_study"]
