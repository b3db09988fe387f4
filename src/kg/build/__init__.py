"""The build of a workspace: the pipeline over many statements, a cache, and files that survive a crash."""

from kg.build.steps import Build, Options, build

__all__ = ["Build", "Options", "build"]
