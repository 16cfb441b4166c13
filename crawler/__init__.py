"""COLLECT: fetches politely and turns replies into records; reaches the store only through crawler/pipelines.py."""
