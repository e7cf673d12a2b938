"""Zeggenschap: the privacy portal of Dutch schools."""
