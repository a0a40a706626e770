"""What every page of ours is made of: static files, headers, languages, text set in blocks."""
