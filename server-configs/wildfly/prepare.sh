#!/bin/sh
#
# Prepares a WildFly server for Domibus Backup. It can be run again at any time: what is there already is kept.
#
#   prepare.sh JBOSS_HOME [options]
#
# The server must be stopped, unless --online is given. What is added, and nothing else:
#
#   XA data source DomibusBackupDS            java:jboss/datasources/DomibusBackupDS
#   batch job repository domibus-backup       kept in that data source; the default repository is not changed
#   connection factory domibus-backup         java:/jms/DomibusBackupConnectionFactory, in-VM, XA
#   transactions: node identifier (only where it is still WildFly's own "1") and short recovery periods
#   security domain domibus-backup            the users of ApplicationRealm
#
# Options:
#
#   --server-config FILE      configuration to prepare (default standalone-full.xml; messaging is required)
#   --online HOST:PORT        change a running server through its management address, for example localhost:9990.
#                             Nothing is reloaded; the last line says whether a restart is needed.
#   --cli-user NAME           management user for --online; jboss-cli.sh asks for the password
#
# The data source is an embedded H2 database in the server's data folder (domibus-backup/catalog). Another database
# instead, which must be neither a schema of Domibus nor one that a backup set holds:
#
#   --driver NAME             a JDBC driver that the server knows, with an XA data source class
#   --xa-property NAME=VALUE  a property of that class, for example Url=jdbc:mariadb://db:3306/domibus_backup; repeatable
#   --user NAME               database user
#   --password-file FILE      file whose first line is the password, or an expression that WildFly resolves, such as
#                             ${ENC::...}; it never appears on a command line
#
# Then give people their role (the password is asked for):
#
#   JBOSS_HOME/bin/add-user.sh -a -u NAME -g backup-operator      starts and changes
#   JBOSS_HOME/bin/add-user.sh -a -u NAME -g backup-viewer        looks
#
# Exit codes: 0 prepared, 2 wrong arguments, 3 this server cannot be prepared as it is, 4 WildFly refused a change.

set -eu

scripts=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

usage() {
    echo "prepare.sh: $1" >&2
    echo "usage: prepare.sh JBOSS_HOME [--server-config FILE] [--online HOST:PORT [--cli-user NAME]]" >&2
    echo "       [--driver NAME --xa-property NAME=VALUE... [--user NAME] [--password-file FILE]]" >&2
    exit 2
}

refuse() {
    echo "prepare.sh: $1" >&2
    echo "HINT: $2" >&2
    exit 3
}

# A value between double quotes of a CLI line.
quote() {
    printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'
}

[ $# -ge 1 ] || usage "JBOSS_HOME is missing"
case $1 in -*) usage "JBOSS_HOME must come first" ;; esac
[ -d "$1" ] || usage "$1 is not a folder"
home=$(CDPATH='' cd -- "$1" && pwd)
shift

work=$(mktemp -d "${TMPDIR:-/tmp}/domibus-backup-prepare.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

server_config=standalone-full.xml
online='' cli_user='' driver='' user='' password_file=''
: > "$work/properties"

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage "$1 needs a value or is unknown"
    case $1 in
        --server-config) server_config=$2 ;;
        --online) online=$2 ;;
        --cli-user) cli_user=$2 ;;
        --driver) driver=$2 ;;
        --xa-property)
            case $2 in ?*=*) ;; *) usage "--xa-property wants NAME=VALUE" ;; esac
            printf '%s\n' "$2" >> "$work/properties" ;;
        --user) user=$2 ;;
        --password-file) password_file=$2 ;;
        *) usage "unknown option $1" ;;
    esac
    shift 2
done

if [ -z "$driver" ]; then
    if [ -s "$work/properties" ] || [ -n "$user$password_file" ]; then
        usage "--xa-property, --user and --password-file need --driver"
    fi
elif [ ! -s "$work/properties" ]; then
    usage "--driver needs at least one --xa-property"
fi
[ -z "$cli_user" ] || [ -n "$online" ] || usage "--cli-user needs --online"
[ -z "$password_file" ] || [ -r "$password_file" ] || usage "cannot read the password file $password_file"

[ -f "$home/bin/jboss-cli.sh" ] || refuse "$home holds no bin/jboss-cli.sh" "Is it the home folder of a WildFly server?"

if [ -z "$online" ]; then
    settings=$home/standalone/configuration/$server_config
    [ -f "$settings" ] || refuse "there is no $settings" "Name the configuration that the server is started with: --server-config FILE"
    grep -q 'urn:jboss:domain:messaging-activemq:' "$settings" ||
        refuse "$server_config has no messaging subsystem, which Domibus needs" \
            "Does the server start with another file? Domibus runs on standalone-full.xml: --server-config standalone-full.xml"
    # Files made here must be readable by the account that runs the server.
    [ -O "$home/standalone/configuration" ] ||
        refuse "$home/standalone/configuration belongs to another account" "Run this as the account that runs WildFly."
    # Two servers at once on the same files, embedded or not, would overwrite each other's settings.
    if grep -lzsxF -- "-Djboss.home.dir=$home" /proc/[0-9]*/cmdline > /dev/null; then
        refuse "a server is running from $home" "Stop it, or change it as it runs: --online HOST:PORT (management, usually localhost:9990)"
    fi
fi

# At most 23 bytes. The same host and folder give the same name at every run; a -Djboss.tx.node.id still wins.
host=$(uname -n)
node="db-$(printf '%s:%s' "$host" "$home" | cksum | cut -d' ' -f1)"
node_identifier="\${jboss.tx.node.id:$node}"

# The data source. A password must not be seen in a process list, so it goes through a file that only we can read.
address=/subsystem=datasources/xa-data-source=DomibusBackupDS
{
    echo "if (outcome != success) of $address:read-resource"
    echo "batch"
    attributes="jndi-name=\"java:jboss/datasources/DomibusBackupDS\",min-pool-size=0,max-pool-size=20,background-validation=false,validate-on-match=true"
    if [ -z "$driver" ]; then
        # The folder's mode guards the file. Without a password WildFly switches XA recovery off (IJ020016).
        attributes="$attributes,driver-name=h2,user-name=sa,password=sa,check-valid-connection-sql=\"SELECT 1\""
        # WRITE_DELAY=0: what was committed is on disk. DB_CLOSE_ON_EXIT=FALSE: the pool closes it, not a shutdown
        # hook that runs while jobs are still being stopped.
        echo "URL=jdbc:h2:file:\${jboss.server.data.dir}/domibus-backup/catalog;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" > "$work/properties"
    else
        attributes="$attributes,driver-name=\"$(quote "$driver")\""
        [ -z "$user" ] || attributes="$attributes,user-name=\"$(quote "$user")\""
        if [ -n "$password_file" ]; then
            password=$(sed -n 1p "$password_file")
            attributes="$attributes,password=\"$(quote "$password")\""
        fi
    fi
    # Not echo: some shells' echo takes backslashes for itself.
    printf '%s\n' "$address:add($attributes)"
    while IFS= read -r property; do
        printf '%s/xa-datasource-properties="%s":add(value="%s")\n' \
            "$address" "$(quote "${property%%=*}")" "$(quote "${property#*=}")"
    done < "$work/properties"
    echo "run-batch"
    echo "echo added: data source DomibusBackupDS"
    echo "else"
    echo "echo kept: data source DomibusBackupDS"
    echo "end-if"
} > "$work/data-source.cli"

{
    [ -n "$online" ] || echo "embed-server --server-config=$server_config --std-out=discard"
    # Fails, and ends the script, where messaging is missing.
    echo "/subsystem=messaging-activemq/server=default:read-attribute(name=persistence-enabled)"
    cat "$work/data-source.cli"
    sed "s|@NODE_IDENTIFIER@|$node_identifier|" "$scripts/prepare.cli"
    if [ -n "$online" ]; then
        echo ":read-attribute(name=server-state)"
    else
        echo "stop-embedded-server"
    fi
    echo "echo prepared"
} > "$work/all.cli"

# Before H2 makes it with the server's umask: the catalogue names people and messages.
if [ -z "$driver" ] && [ -w "$home/standalone" ]; then
    mkdir -p "$home/standalone/data"
    [ -d "$home/standalone/data/domibus-backup" ] || mkdir -m 700 "$home/standalone/data/domibus-backup"
fi

set -- "--file=$work/all.cli"
[ -z "$online" ] || set -- --connect "--controller=$online" "$@"
[ -z "$cli_user" ] || set -- "--user=$cli_user" "$@"

code=0
JBOSS_HOME=$home "$home/bin/jboss-cli.sh" "$@" > "$work/output" 2>&1 || code=$?
grep -E '^(added|kept): ' "$work/output" || true
if [ "$code" -ne 0 ] || ! grep -q '^prepared$' "$work/output"; then
    grep -vE '^(added|kept): ' "$work/output" >&2 || true
    echo "prepare.sh: WildFly refused; what is listed above as added stays, and a second run goes on from there" >&2
    echo "HINT: is the messaging subsystem there (standalone-full.xml), and the driver known to the server?" >&2
    exit 4
fi
if grep -qE '"(reload|restart)-required"' "$work/output"; then
    echo "prepared; the server needs a restart before all of it takes effect"
elif [ -n "$online" ]; then
    echo "prepared; restart the server once for the short recovery periods, when it suits you"
else
    echo "prepared: $settings"
fi
