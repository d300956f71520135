#!/bin/sh
#
# Prepares a TomEE server for Domibus Backup. It can be run again at any time: what is there already is kept.
#
#   prepare.sh CATALINA_BASE [options]
#
# CATALINA_BASE is the folder of the server instance, the one with conf/tomee.xml; with a single instance it is where
# TomEE was unpacked. The server must be stopped. What is added, and nothing else:
#
#   apps/                             the folder for our EAR, named in conf/tomee.xml
#   data source DomibusBackupDS       for our own tables, takes part in JTA transactions
#   data source DomibusBackupBatchDS  the same database, for the history of jobs, outside of JTA transactions
#   roles                             backup-operator and backup-viewer in conf/tomcat-users.xml
#
# Options:
#
#   --domibus WAR             deploy this Domibus by a context file conf/Catalina/localhost/domibus.xml, the way it runs
#                             inside TomEE: with Tomcat's own class loading, left alone by TomEE. The WAR must lie
#                             outside of webapps
#   --cxf-management JAR      cxf-rt-management of the version of CXF that Domibus carries (its WEB-INF/lib says which);
#                             needed by the real Domibus 5 on TomEE 8, whose own CXF expects it there
#   --domibus-config DIR      the Domibus configuration folder, as -Ddomibus.config.location in bin/setenv.sh, with the
#                             option that the JMX connector of Domibus's broker needs on JDK 17
#
# The data sources are an embedded HSQLDB, which TomEE brings, in data/domibus-backup. Another database instead, which
# must be neither a schema of Domibus nor one that a backup set holds, and knows identity columns and VARBINARY as the
# SQL standard has them (HSQLDB, H2):
#
#   --driver CLASS            class of its JDBC driver, whose jar is in the server's lib folder
#   --url URL                 JDBC URL
#   --user NAME               database user
#   --password-file FILE      file whose first line is the password; it never appears on a command line, and is kept
#                             in conf/tomee.xml, which is made readable for its owner alone
#
# Then give people their role (the password is asked for):
#
#   add-user.sh CATALINA_BASE NAME backup-operator      starts and changes
#   add-user.sh CATALINA_BASE NAME backup-viewer        looks
#
# Exit codes: 0 prepared, 2 wrong arguments, 3 this server cannot be prepared as it is, 4 a file could not be changed.

set -eu

usage() {
    echo "prepare.sh: $1" >&2
    echo "usage: prepare.sh CATALINA_BASE [--domibus WAR] [--cxf-management JAR] [--domibus-config DIR]" >&2
    echo "       [--driver CLASS --url URL [--user NAME] [--password-file FILE]]" >&2
    exit 2
}

refuse() {
    echo "prepare.sh: $1" >&2
    echo "HINT: $2" >&2
    exit 3
}

failed() {
    echo "prepare.sh: $1 could not be written; what is listed above as added stays, and a second run goes on" >&2
    exit 4
}

# Text inside of XML, of an attribute too.
xml() {
    printf '%s' "$1" | sed "s/&/\\&amp;/g; s/</\\&lt;/g; s/>/\\&gt;/g; s/\"/\\&quot;/g"
}

# A value of a property inside of XML: TomEE reads the body of a resource as a properties file.
property() {
    xml "$(printf '%s' "$1" | sed 's/\\/\\\\/g')"
}

# What of an XML file is not commented out.
live() {
    awk 'BEGIN { inside = 0 }
    {
        rest = $0; out = ""
        while (rest != "") {
            if (inside) {
                end = index(rest, "-->")
                if (end == 0) { rest = "" } else { rest = substr(rest, end + 3); inside = 0 }
            } else {
                start = index(rest, "<!--")
                if (start == 0) { out = out rest; rest = "" }
                else { out = out substr(rest, 1, start - 1); rest = substr(rest, start + 4); inside = 1 }
            }
        }
        print out
    }' "$1"
}

# Puts the lines of $work/lines before the last line of file $1 that holds $2; the file keeps owner and rights.
insert() {
    last=$(grep -nF -- "$2" "$1" | tail -n 1 | cut -d: -f1)
    [ -n "$last" ] || refuse "$1 has no $2" "Is it a file of this server as TomEE ships it?"
    cp -p "$1" "$1.domibus-backup" || failed "$1"
    { head -n "$((last - 1))" "$1"; cat "$work/lines"; tail -n "+$last" "$1"; } > "$1.domibus-backup" || failed "$1"
    mv "$1.domibus-backup" "$1" || failed "$1"
}

[ $# -ge 1 ] || usage "CATALINA_BASE is missing"
case $1 in -*) usage "CATALINA_BASE must come first" ;; esac
[ -d "$1" ] || usage "$1 is not a folder"
base=$(CDPATH='' cd -- "$1" && pwd)
shift

domibus='' cxf_management='' domibus_config='' driver='' url='' user='' password_file=''
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage "$1 needs a value or is unknown"
    case $1 in
        --domibus) domibus=$2 ;;
        --cxf-management) cxf_management=$2 ;;
        --domibus-config) domibus_config=$2 ;;
        --driver) driver=$2 ;;
        --url) url=$2 ;;
        --user) user=$2 ;;
        --password-file) password_file=$2 ;;
        *) usage "unknown option $1" ;;
    esac
    shift 2
done

if [ -z "$driver" ]; then
    [ -z "$url$user$password_file" ] || usage "--url, --user and --password-file need --driver"
elif [ -z "$url" ]; then
    usage "--driver needs --url"
fi
[ -z "$password_file" ] || [ -r "$password_file" ] || usage "cannot read the password file $password_file"
[ -z "$domibus" ] || [ -f "$domibus" ] || usage "there is no $domibus"
[ -z "$cxf_management" ] || [ -n "$domibus" ] || usage "--cxf-management needs --domibus"
[ -z "$cxf_management" ] || [ -f "$cxf_management" ] || usage "there is no $cxf_management"
[ -z "$domibus_config" ] || [ -d "$domibus_config" ] || usage "$domibus_config is not a folder"
absolute() { (CDPATH='' cd -- "$(dirname -- "$1")" && printf '%s/%s' "$(pwd)" "$(basename -- "$1")"); }
[ -z "$domibus" ] || domibus=$(absolute "$domibus")
[ -z "$cxf_management" ] || cxf_management=$(absolute "$cxf_management")
[ -z "$domibus_config" ] || domibus_config=$(CDPATH='' cd -- "$domibus_config" && pwd)

settings=$base/conf/tomee.xml
users=$base/conf/tomcat-users.xml
[ -f "$settings" ] || refuse "$base holds no conf/tomee.xml" \
    "Is it the folder of a TomEE instance? Beside a plain Tomcat the application runs in a TomEE of its own."
[ -f "$users" ] || refuse "$base holds no conf/tomcat-users.xml" \
    "The server takes its users from elsewhere: give them the roles there, and put an empty <tomcat-users/> here."
# Files made here must be readable by the account that runs the server.
[ -O "$base/conf" ] || refuse "$base/conf belongs to another account" "Run this as the account that runs TomEE."
if grep -lzsxF -- "-Dcatalina.base=$base" /proc/[0-9]*/cmdline > /dev/null; then
    refuse "a server is running from $base" "Stop it first: TomEE reads these files at its start alone."
fi
if [ -n "$domibus" ]; then
    case $domibus in "$base"/webapps/*) refuse "$domibus lies in webapps, where Tomcat would deploy it a second time" \
        "Move it elsewhere, for example to $base/domibus/, and name it there." ;; esac
    for place in "$base/webapps/domibus.war" "$base/webapps/domibus"; do
        [ ! -e "$place" ] || [ -f "$base/conf/Catalina/localhost/domibus.xml" ] ||
            refuse "there is a Domibus already: $place" "Move the WAR out of webapps, and remove what Tomcat unpacked there."
    done
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/domibus-backup-prepare.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The folder for our EAR.
if [ -d "$base/apps" ]; then
    echo "kept: folder apps"
else
    mkdir "$base/apps" || failed "$base/apps"
    echo "added: folder apps"
fi
if live "$settings" | grep -Eq '<Deployments[^>]*dir *= *"apps/?"'; then
    echo "kept: deployments of apps"
else
    echo '  <Deployments dir="apps"/>' > "$work/lines"
    insert "$settings" "</tomee>"
    echo "added: deployments of apps"
fi

# Before HSQLDB makes it with the server's umask: the catalogue names people and messages.
if [ -z "$driver" ] && [ ! -d "$base/data/domibus-backup" ]; then
    mkdir -p "$base/data"
    mkdir -m 700 "$base/data/domibus-backup" || failed "$base/data/domibus-backup"
fi

# The data sources. hsqldb.write_delay=false: what was committed is on disk. Cached tables: their rows are not held in
# memory. mvcc: who reads does not wait for who writes.
if [ -z "$driver" ]; then
    driver=org.hsqldb.jdbcDriver
    # shellcheck disable=SC2016
    url='jdbc:hsqldb:file:${catalina.base}/data/domibus-backup/catalog;hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached'
    user=sa
fi
password=''
[ -z "$password_file" ] || password=$(sed -n 1p "$password_file")
for source in DomibusBackupDS DomibusBackupBatchDS; do
    if live "$settings" | grep -Eq "<Resource[^>]*id *= *\"$source\""; then
        echo "kept: data source $source"
        continue
    fi
    jta=true
    [ "$source" = DomibusBackupDS ] || jta=false
    (
        umask 077
        cat > "$work/lines" << EOF
  <Resource id="$source" type="javax.sql.DataSource">
    JdbcDriver = $(property "$driver")
    JdbcUrl = $(property "$url")
    UserName = $(property "$user")
    Password = $(property "$password")
    JtaManaged = $jta
    InitialSize = 0
    MinIdle = 0
    MaxActive = 20
    TestOnBorrow = true
  </Resource>
EOF
    )
    [ -z "$password" ] || chmod go-rwx "$settings" || failed "$settings"
    insert "$settings" "</tomee>"
    echo "added: data source $source"
done

# Roles, which a user can have only when they are named.
for role in backup-operator backup-viewer; do
    if live "$users" | grep -Eq "<role[^>]*rolename *= *\"$role\""; then
        echo "kept: role $role"
    else
        echo "  <role rolename=\"$role\"/>" > "$work/lines"
        insert "$users" "</tomcat-users>"
        echo "added: role $role"
    fi
done

# Domibus itself.
if [ -n "$domibus" ]; then
    context=$base/conf/Catalina/localhost/domibus.xml
    if [ -f "$context" ]; then
        echo "kept: context file $context"
    else
        mkdir -p "$base/conf/Catalina/localhost" || failed "$base/conf/Catalina/localhost"
        resources=''
        [ -z "$cxf_management" ] || resources="
  <Resources>
    <PostResources className=\"org.apache.catalina.webresources.FileResourceSet\"
                   base=\"$(xml "$cxf_management")\"
                   webAppMount=\"/WEB-INF/lib/$(xml "$(basename -- "$cxf_management")")\"/>
  </Resources>"
        cat > "$context" << EOF || failed "$context"
<?xml version="1.0" encoding="UTF-8"?>
<!-- Domibus inside TomEE: plain Tomcat class loading, its own libraries win, TomEE's components stay out of it. -->
<Context docBase="$(xml "$domibus")"
         className="org.apache.tomee.catalina.IgnoredStandardContext"
         containerSciFilter="faces|geronimo|openejb|tomee|cxf|batchee|webbeans"
         sessionCookiePath="/domibus">
  <JarScanner className="org.apache.tomcat.util.scan.StandardJarScanner"/>$resources
</Context>
EOF
        echo "added: context file $context"
    fi
fi
if [ -n "$domibus_config" ]; then
    script=$base/bin/setenv.sh
    if [ -f "$script" ] && grep -q 'domibus\.config\.location' "$script"; then
        echo "kept: domibus.config.location in $script"
    else
        mkdir -p "$base/bin"
        [ -f "$script" ] || printf '#!/bin/sh\n' > "$script" || failed "$script"
        case $domibus_config in *\'* | *\"* | *\$* | *\`*) refuse "quotes and dollars in $domibus_config" \
            "Name the folder in $script by hand: -Ddomibus.config.location=..." ;; esac
        cat >> "$script" << EOF || failed "$script"
# Domibus: where its configuration is, and what the JMX connector of its broker needs from Java 17 on
CATALINA_OPTS="\$CATALINA_OPTS --add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED"
CATALINA_OPTS="\$CATALINA_OPTS '-Ddomibus.config.location=$domibus_config'"
export CATALINA_OPTS
EOF
        chmod u+x "$script"
        echo "added: domibus.config.location in $script"
    fi
fi
echo "prepared: $base"
