#!/bin/sh
#
# Gives a user of a TomEE server a role of Domibus Backup.
#
#   add-user.sh CATALINA_BASE NAME ROLE
#
# ROLE is backup-operator or backup-viewer. The password is asked for, or read from standard input when that is no
# terminal. It goes into conf/tomcat-users.xml as it is, which is then readable for its owner alone; Tomcat reads the
# file at its start. A site whose realm is another one, or keeps digests of passwords, adds its users there.
#
# Exit codes: 0 added, 2 wrong arguments, 3 not possible here, 4 the file could not be changed.

set -eu

usage() {
    echo "add-user.sh: $1" >&2
    echo "usage: add-user.sh CATALINA_BASE NAME backup-operator|backup-viewer" >&2
    exit 2
}

refuse() {
    echo "add-user.sh: $1" >&2
    echo "HINT: $2" >&2
    exit 3
}

failed() {
    echo "add-user.sh: $users could not be written" >&2
    exit 4
}

xml() {
    sed "s/&/\\&amp;/g; s/</\\&lt;/g; s/>/\\&gt;/g; s/\"/\\&quot;/g"
}

[ $# -eq 3 ] || usage "three arguments are needed"
users=$1/conf/tomcat-users.xml
case $3 in backup-operator | backup-viewer) ;; *) usage "there is no role $3" ;; esac
case $2 in '' | *[!A-Za-z0-9._@-]*) usage "a name has letters, digits and . _ @ -, and nothing else" ;; esac
[ -f "$users" ] || refuse "there is no $users" "Is $1 the folder of a TomEE instance?"
grep -q "rolename=\"$3\"" "$users" || refuse "$users does not know the role $3" "Run prepare.sh first."
! grep -Eq "<user[^>]*(user)?name *= *\"$2\"" "$users" ||
    refuse "$users has a user $2 already" "Add the role $3 to its roles by hand."

if [ -t 0 ]; then
    trap 'stty echo' EXIT
    stty -echo
    printf 'Password of %s: ' "$2"
    IFS= read -r password
    stty echo
    trap - EXIT
    echo
else
    IFS= read -r password
fi
[ -n "$password" ] || usage "the password is empty"

umask 077
escaped=$(printf '%s' "$password" | xml)
cp -p "$users" "$users.domibus-backup" || failed
chmod go-rwx "$users.domibus-backup" || failed
last=$(grep -n '</tomcat-users>' "$users" | tail -n 1 | cut -d: -f1)
[ -n "$last" ] || refuse "$users has no </tomcat-users>" "Is it a file of this server as TomEE ships it?"
{
    head -n "$((last - 1))" "$users"
    printf '  <user username="%s" password="%s" roles="%s"/>\n' "$2" "$escaped" "$3"
    tail -n "+$last" "$users"
} > "$users.domibus-backup" || failed
mv "$users.domibus-backup" "$users" || failed
echo "added: user $2 with role $3"
