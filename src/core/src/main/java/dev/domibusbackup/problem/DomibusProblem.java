package dev.domibusbackup.problem;

/** Problems of finding out what a Domibus installation consists of. */
public enum DomibusProblem implements ProblemType {

    CONFIG_LOCATION_UNKNOWN("001", 500, "Nothing names the Domibus configuration folder.",
            "Start the server with -Ddomibus.config.location=<folder>, as Domibus itself needs it."),
    CONFIG_LOCATION_NOT_A_FOLDER("002", 500, "{path}, named by {name}, is not a folder that can be read.",
            "Correct {name}, or give the user that runs the application server the right to read the folder."),
    PROPERTY_FILE_NOT_READABLE("003", 500, "Properties {path} cannot be read: {reason}.",
            "Correct the file, or give the user that runs the application server the right to read it."),
    PROPERTY_UNRESOLVED("004", 500, "Property {property} ({source}) needs {placeholder}, which nothing defines.",
            "Define {placeholder} in a property file or as a system property, or give {property} its value in full."),
    PROPERTY_CYCLE("005", 500, "Property {property} ({source}) refers to itself: {cycle}.",
            "Give one of these properties its value in full."),
    ENCRYPTION_KEY_MISSING("006", 500, "{property} is encrypted, but its key {path} cannot be read: {reason}.",
            "Bring the file encrypted.key back from where it was lost; without it the passwords must be set anew."),
    ENCRYPTION_KEY_MALFORMED("007", 500, "{property} is encrypted, but {path} is not a key of Domibus: {reason}.",
            "Bring the file encrypted.key back as Domibus wrote it."),
    NOT_DECRYPTABLE("008", 500, "{property} cannot be decrypted with the key {path}.",
            "Was encrypted.key made anew since? Bring the old key back, or set the value anew."),
    ENCRYPTION_KEY_LOCATION_UNSET("009", 500,
            "{property} is encrypted, but {domain}.domibus.password.encryption.key.location is not set.",
            "Set it; Domibus does not fall back to the global key for a domain."),
    DOMAIN_CODE_INVALID("010", 500, "{folder} is no domain: its name is not a domain code.",
            "Domain codes are lower-case letters, digits and underscores, not starting with a digit. Move the folder."),
    DOMAIN_WITHOUT_PROPERTIES("011", 500, "Domain {domain} has no file {file}.",
            "Bring the file back, or remove what is left of the domain."),
    WAR_NOT_READABLE("012", 500, "The web application {path} cannot be read: {reason}.",
            "Give the user that runs the application server the right to read it; Domibus's defaults are in it."),
    DATA_SOURCE_UNKNOWN("013", 500, "The server has no data source {jndi}; it has: {known}.",
            "Correct domibus.jdbc.datasource.jndi.name, or create the data source."),
    DATABASE_PROPERTY_UNSET("014", 500, "Property {property} is not set.", "Set it in domibus.properties."),
    DATABASE_PASSWORD_UNRESOLVED("015", 500, "The password of data source {name} is not known: {reason}.",
            "Name an account for the dump in domibus-backup.properties."),
    JDBC_URL_NOT_UNDERSTOOD("016", 500, "The JDBC URL {url} of {name} is not understood: {reason}.",
            "Write it as jdbc:mysql://host:port/schema, or as jdbc:oracle:thin:@//host:port/service."),
    SCHEMA_UNKNOWN("017", 500, "The schema of {whose} is not known: {property} is not set.",
            "Set {property}, or remove the domain."),
    SCHEMA_NAME_INVALID("018", 500, "{property} is no schema name that Domibus accepts: {schema}.",
            "Domibus takes letters, digits and underscores only."),
    SEVERAL_DATABASE_HOSTS("019", 500, "{name} names several database hosts; {host} will be dumped.",
            "Is {host} the one that is written to? If not, name the host in domibus-backup.properties."),
    SCHEMA_SHARED("020", 500, "Schema {schema} is used by {first} and by {second}.",
            "Give each domain its own schema; Domibus would mix their messages."),
    QUEUE_NOT_ON_SERVER("021", 500, "{property} ({source}) names queue {queue}, which the server does not have.",
            "Create the queue, or correct the property."),
    QUEUE_OF_UNKNOWN_DOMAIN("022", 500, "{property} ({source}) is for domain {domain}, which does not exist.",
            "Remove the property, or bring the domain back."),
    STORE_REMOTE("023", 500, "{property} is on another machine ({url}) and cannot be copied.",
            "Back it up where it is, at the same moment."),
    PATH_INVALID("024", 500, "{property} is not an absolute path: {path}.",
            "Give the path in full; Domibus does not accept a relative one."),
    PATH_NOT_READABLE("025", 500, "{path}, named by {property}, cannot be read: {reason}.",
            "Give the user that runs the application server the right to read it."),
    PAYLOADS_IN_TEMPORARY_FOLDER("026", 500,
            "There are payload files in {path}: Domibus could not use a payload folder.",
            "Make the payload folder of each domain writable, and move these files there; they are not in the set."),
    XML_NOT_READABLE("027", 500, "{path} cannot be read: {reason}.", "Correct the file."),
    LOG_UNRESOLVED("028", 500, "{path} names log file {file}, whose place cannot be resolved.",
            "Write the file's path in full."),
    OUTSIDE_FILE_MISSING("029", 500, "{path}, named by {property}, does not exist.",
            "Bring it back, or correct {property}."),
    OUTSIDE_FOLDER_TOO_WIDE("030", 500, "{path}, named by {property}, contains more than Domibus's files: left out.",
            "Let {property} name a folder of its own."),
    NOT_UTF8("031", 500, "{path} is not UTF-8; Domibus reads it as such and loses characters.",
            "Save the file as UTF-8, or write other characters as \\uXXXX."),
    VERSION_UNKNOWN("032", 500, "The version of Domibus is not known.",
            "Is the web application a Domibus? Its version is then asked of the running application."),
    VERSION_ANSWER_NOT_UNDERSTOOD("033", 502, "Domibus's answer on its version is not understood: {reason}.",
            "Ask /domibus/rest/application/info yourself; is it Domibus that answers?"),
    STORES_OVERLAP("034", 500, "{first} lies in {second}: {inner} and {outer} share files.",
            "Give each of them a folder of its own.");

    private final Entry entry;

    DomibusProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-DOM-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
