"""Who is who, and who may act for whom."""
