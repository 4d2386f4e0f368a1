"""Mistakes in how a derivative is loaded, made, frozen, verified and pickled."""

from __future__ import annotations

from tests.support.mistake import Mistake

FILES = "test_store_files.py::"
TRUST = "test_store_trust.py::"
FAULTS = "test_store_faults.py::"
EDITS = "test_store_edits.py::"
STALE = "test_store_staleness.py::"
SCENARIOS = "test_store_scenarios.py::"
BUILD = "test_cli_build.py::"
SHOW = "test_cli_show.py::"

PLANTED = (
    Mistake(
        "a file of the same size is the same file",
        "store/load.py",
        'code = compile(text, path, "exec", dont_inherit=True)',
        "code = vars(linecache).setdefault((path, len(text)), None) or compile(\n"
        '        text, path, "exec", dont_inherit=True\n    )\n'
        "    vars(linecache)[path, len(text)] = code",
        FILES + "test_edited_within_a_second_at_the_same_size",
        "F2",
    ),
    Mistake(
        "a traceback shows what stands in the file by then",
        "store/load.py",
        "    remember(path, text)\n",
        "",
        SCENARIOS + "test_a_traceback_shows_the_lines_that_ran",
        "F2",
    ),
    Mistake(
        "globals are as they were when it was loaded",
        "store/load.py",
        "is space else LiveModule(space)",
        "is space else types.SimpleNamespace(**space)",
        STALE + "test_globals_that_belong_to_no_module",
        "F1, staleness",
    ),
    Mistake(
        "an edit of a signature is run",
        "store/cache.py",
        'if signature_of(loaded.function.__code__) != load["signature"]:',
        "if False:",
        EDITS + "test_a_broken_edit_names_file_line_and_cure",
        "F5",
    ),
    Mistake(
        "an edit that does not run is derived again",
        "store/cache.py",
        "        if not file.edited:\n            return None\n        raise edited.broken",
        "        if True:\n            return None\n        raise edited.broken",
        EDITS + "test_a_broken_edit_names_file_line_and_cure",
        "F5",
    ),
    Mistake(
        "an edit of what has changed is run",
        "store/edited.py",
        "    if not is_current:\n        raise",
        "    if False:\n        raise",
        EDITS + "test_edited_and_changed_is_an_error_that_names_both",
        "F4",
    ),
    Mistake(
        "an edit of what has changed is overwritten",
        "store/edited.py",
        "    if not is_current:\n        raise",
        "    if not is_current:\n        return False\n        raise",
        EDITS + "test_edited_and_changed_is_an_error_that_names_both",
        "F4",
    ),
    Mistake(
        "an edit is given up for a newer version",
        "store/edited.py",
        "    if not file.edited:\n        return is_current and",
        '    if not file.edited or file.load["made_by"] != made_by:\n        return is_current and',
        EDITS + "test_an_edit_outlives_comments_versions_and_templates",
        "F4",
    ),
    Mistake(
        "another format's file is used",
        "store/cache.py",
        'if file is not None and file.load.get("format") == FORMAT:',
        "if file is not None:",
        EDITS + "test_an_edit_that_is_not_used_is_kept_all_the_same[of_another_format]",
        "F3",
    ),
    Mistake(
        "what is not ours is overwritten",
        "store/keep.py",
        "    if not _save_what_is_not_ours(place, name, content):\n        return None\n",
        "",
        FILES + "test_a_file_of_someone_else_is_put_aside",
        "F4",
    ),
    Mistake(
        "an edit of another format is overwritten",
        "store/keep.py",
        "or (file is not None and not file.edited)",
        "or file is not None",
        EDITS + "test_an_edit_that_is_not_used_is_kept_all_the_same[of_another_format]",
        "F4",
    ),
    Mistake(
        "an edit that others could have made is overwritten",
        "store/keep.py",
        "content = atomic.read_anyones(place, name)",
        "content = atomic.read(place, name)",
        EDITS + "test_an_edit_that_is_not_used_is_kept_all_the_same[open_to_others]",
        "F4, F7",
    ),
    Mistake(
        "what can't be put aside is overwritten",
        "store/keep.py",
        "return aside is not None",
        "return True",
        FILES + "test_what_can_not_be_put_aside_is_left_alone",
        "F4",
    ),
    Mistake(
        "a fork waits for a lock that nobody gives back",
        "making.py",
        "os.register_at_fork(after_in_child=LOCK._at_fork_reinit)",
        "os.register_at_fork(after_in_child=int)",
        FAULTS + "test_a_fork_while_another_thread_derives",
        "threads",
    ),
    Mistake(
        "threads derive at the same time",
        "derivative.py",
        "        with making.LOCK:\n            tried",
        "        if True:\n            tried",
        SCENARIOS + "test_many_threads_build_and_call",
        "threads",
    ),
    Mistake(
        "frozen, it is derived all the same",
        "making.py",
        "    if loaded is None and frozen():\n",
        "    if False:\n",
        BUILD + "test_frozen_uses_what_was_built_and_imports_no_generator",
        "frozen",
    ),
    Mistake(
        "frozen, what is stale is used",
        "store/edited.py",
        'return is_current and (frozen() or file.load["made_by"] == made_by)',
        'return frozen() or (is_current and file.load["made_by"] == made_by)',
        BUILD + "test_frozen_uses_what_was_built_and_imports_no_generator",
        "frozen",
    ),
    Mistake(
        "a hit imports the generator",
        "making.py",
        "    if loaded is not None and verifying():\n",
        "    import tangentgen.pipeline\n    if loaded is not None and verifying():\n",
        FILES + "test_a_hit_imports_no_generator",
        "frozen",
    ),
    Mistake(
        "nothing is verified",
        "making.py",
        "    if loaded is not None and verifying():\n",
        "    if False:\n",
        BUILD + "test_verify_finds_a_file_that_should_not_be_used",
        "verify",
    ),
    Mistake(
        "texts are not compared",
        "store/keep.py",
        "    if file.base != generated.text:\n",
        "    if False:\n",
        BUILD + "test_verify_finds_a_file_that_should_not_be_used",
        "verify, build",
    ),
    Mistake(
        "headers are not compared",
        "store/keep.py",
        "if made is not None and made.split() != file.content.split():",
        "if False:",
        BUILD + "test_verify_finds_a_header_that_should_be_another_one",
        "verify, build",
    ),
    Mistake(
        "without cache, a file is read",
        "making.py",
        "    if cache or frozen():\n        request, loaded",
        "    if True:\n        request, loaded",
        TRUST + "test_without_cache_nothing_is_read",
        "F1",
    ),
    Mistake(
        "what is only looked at is kept",
        "making.py",
        "keep(request, generated) if cache and keeping else None",
        "keep(request, generated) if cache else None",
        SHOW + "test_what_is_only_looked_at_is_not_kept",
        "command line",
    ),
    Mistake(
        "a pickle forgets what the derivative is of",
        "derivative.py",
        "(self.mode, self.primal, self._given, self._options))",
        "(self.mode, self.primal, 0, self._options))",
        SCENARIOS + "test_pickled_and_copied",
        "pickle",
    ),
    Mistake(
        "a decorated function is pickled as a new one",
        "derivative.py",
        "        if found is self:\n",
        "        if False:\n",
        SCENARIOS + "test_pickled_and_copied",
        "pickle",
    ),
    Mistake(
        "a pickle takes the other process's file with it",
        "derivative.py",
        "return (Derivative, (self.mode, self.primal, self._given, self._options))",
        "return (Derivative, (self.mode, self.primal, self._given, self._options),\n"
        '                {"source": self.source})',
        SCENARIOS + "test_pickled_and_copied",
        "pickle",
    ),
)
