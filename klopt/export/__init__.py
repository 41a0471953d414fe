"""Write chosen articles elsewhere, whole: one module for each form, and one that keeps half a file from being
left behind.
"""
