package dev.domibusbackup.problem;

/** Problems of requests to the REST API. */
public enum ApiProblem implements ProblemType {

    NOT_JSON("001", 400, "The body is not the JSON object that this request takes: {reason}.",
            "Send one JSON object; an empty one has every default."),
    UNKNOWN_FIELD("002", 400, "The field \"{field}\" is not known.", "Known fields: {known}."),
    BAD_VALUE("003", 400, "The value of \"{field}\" is not allowed.", "{expected}"),
    NOT_FOUND("004", 404, "There is nothing at {path}.", "GET openapi.json lists what there is."),
    NOT_ALLOWED("005", 405, "{method} is not possible at {path}.", "GET openapi.json lists what is possible."),
    WRONG_TYPE("006", 415, "The body has the type {type}.", "Send application/json."),
    NOT_ACCEPTABLE("007", 406, "{path} cannot be had as {accept}.", "Ask for application/json."),
    INTERNAL("008", 500, "The request failed for a reason nobody foresaw; it is logged under {reference}.",
            "Look for {reference} in the server's log."),
    BAD_REQUEST("009", 400, "The request to {path} is malformed: {reason}.", "GET openapi.json tells its form."),
    TOO_LARGE("010", 413, "The body of the request has more than {bound} bytes.", "Send one small JSON object."),
    NOT_LOGGED_IN("011", 401, "The request names no user, or a wrong password.",
            "Send the name and password of a user who has the role backup-viewer or backup-operator."),
    FORBIDDEN("012", 403, "The user may not {method} {path}.",
            "The role backup-viewer may look, the role backup-operator may do everything. Ask whoever gives out the "
                    + "server's roles.");

    private final Entry entry;

    ApiProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-API-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
