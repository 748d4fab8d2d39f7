#!/bin/sh
# What the tests need beside Python: Node with npm, Chromium and poppler. Installs them where it may, else says what is missing.
set -u
missing=""
for name in chromium-headless-shell chromium google-chrome chrome; do command -v $name >/dev/null 2>&1 && browser=$name; done
[ -n "${browser:-}" ] || missing="chromium-headless-shell"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing $missing"
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "missing: $missing (Debian's names); install them, then run make test again" >&2
exit 3
