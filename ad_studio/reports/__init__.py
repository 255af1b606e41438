"""Reports: what a run found, as files to send and to keep."""
