# shellcheck shell=bash
# Sourced by scripts/demo and scripts/test: `prepare PROFILE` makes .venv hold what a profile needs, and `venv` is it.
#
# Needs bash, Python 3.11 or later and pip, as root or not. A stamp in .venv says what was installed from which files by
# which Python; while it fits, nothing is done. While .venv-unfinished exists the last attempt did not reach its end, and
# .venv is made anew: a package that is half there cannot be told from a whole one.

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
venv=$root/.venv
unfinished=$root/.venv-unfinished

# Nothing that the caller has set for other Pythons may reach this one.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

say() { printf 'commonground: %s\n' "$*" >&2; }
stop() { say "$*"; exit 2; }

# The requirement files of a profile: `run` for using the program, `test` for working on it.
files_of() {
  case $1 in
    run) printf '%s\n' requirements/build.txt requirements/run.txt ;;
    test) printf '%s\n' requirements/test.txt ;;
    *) stop "no profile called $1" ;;
  esac
}

# What a profile's stamp must read: where, which Python, and the text of every file that decides what is installed.
fingerprint() {
  (
    cd -- "$root" || exit
    mapfile -t files < <(files_of "$1")
    { pwd -P; "$venv/bin/python" --version; cat -- "${files[@]}" pyproject.toml src/commonground/_version.py; } | sha256sum
  )
}

installed() { [ ! -e "$unfinished" ] && usable && [ "$(cat -- "$venv/installed-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]; }

# Whether .venv is a whole virtual environment of a Python that is still the one it was made with.
usable() {
  "$venv/bin/python" - "$venv" 2>/dev/null <<'PYTHON'
import os, sys, sysconfig
whole = os.path.samefile(sys.prefix, sys.argv[1]) and sys.prefix != sys.base_prefix
sys.exit(not (whole and sys.version_info >= (3, 11) and os.path.isdir(sysconfig.get_path("purelib"))))
PYTHON
}

# The first Python that is new enough; $PYTHON, when set, is the only one asked.
choose_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} $([ -n "${PYTHON:-}" ] || echo python3 python3.14 python3.13 python3.12 python3.11); do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  stop "needs Python 3.11 or later, and found none called ${PYTHON:-python3, python3.14, python3.13, python3.12 or python3.11}." \
    "On Debian and Ubuntu: apt install python3 python3-pip"
}

# Let a pip that stands outside put the pinned one into .venv (pip 22.3 and later can).
pip_from() { "$@" --python "$venv/bin/python" install --quiet "$(pinned_pip)" 2>/dev/null; }

pinned_pip() { grep '^pip==' "$root/requirements/build.txt"; }

# A new .venv, with pip in it: its own where the system can give it one, else put there by the pip outside.
make_venv() {
  local python packages
  python=$(choose_python)
  say "making .venv with $("$python" --version)"
  "$python" -m venv --clear "$venv" >/dev/null 2>&1 && "$venv/bin/python" -m pip --version >/dev/null 2>&1 && return
  "$python" -m venv --clear --without-pip "$venv" || stop "$python cannot make a virtual environment in $venv"
  pip_from "$python" -m pip || pip_from python3 -m pip || pip_from pip3 || pip_from pip && return
  packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  "$python" -m pip install --quiet --target "$packages" "$(pinned_pip)" ||
    stop "no pip could be had for $python. On Debian and Ubuntu: apt install python3-pip"
}

prepare() {
  local profile=$1 arguments=() file
  installed "$profile" && return
  [ -w "$root" ] || stop "cannot write to $root, where .venv has to be made"
  exec 9>"$root/.venv-lock"
  if command -v flock >/dev/null && ! flock --nonblock 9; then
    say "waiting for another run that is installing"
    flock 9
  fi
  if ! installed "$profile"; then
    if [ -e "$unfinished" ] || ! usable || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
      : >"$unfinished"
      make_venv
    fi
    : >"$unfinished"
    while IFS= read -r file; do arguments+=(--requirement "$root/$file"); done < <(files_of "$profile")
    say "installing what requirements/$profile.txt names; the first time takes a minute or two"
    "$venv/bin/python" -m pip install --quiet "${arguments[@]}"
    "$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable "$root"
    fingerprint "$profile" >"$venv/installed-$profile"
    # What the tests need includes what the program needs.
    [ "$profile" != test ] || fingerprint run >"$venv/installed-run"
    rm -f -- "$unfinished"
  fi
  exec 9>&-
}
