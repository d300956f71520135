package dev.domibusbackup.problem;

/** Problems of porting: rules, names of queues, selectors. */
public enum PortingProblem implements ProblemType {

    RULES_REQUIRED("001", 422, "The set is of Domibus {source}, the target is Domibus {target}: no rule set is named.",
            "Name the rule set, so that it is your choice what is left out. These fit: {fitting}."),
    RULES_UNKNOWN("002", 422, "There is no rule set {name}.", "Name one of these: {known}."),
    RULES_DO_NOT_FIT("003", 422, "Rule set {name} is not for porting from Domibus {source} to Domibus {target}.",
            "These fit: {fitting}."),
    RULES_UNREADABLE("004", 500, "The porting rules {path} cannot be used: {reason}.",
            "Correct the file, or remove the setting domibus.backup.porting.rules to use the rules of the product."),
    NO_MESSAGES("005", 422, "The set {id} was taken without its messages.",
            "Choose a set with the component messages."),
    INSTALLATION_UNKNOWN("006", 422, "The set {id} does not say of which Domibus it is: {reason}.",
            "Was its manifest edited? Take the set from another copy."),
    QUEUE_NOT_IN_SET("007", 422, "The set has no queue {queue}.", "These it has: {known}."),
    QUEUE_CHOSEN_TWICE("008", 422, "Queue {queue} is chosen more than once.",
            "Choose it once; a message that fits two choices would be sent twice."),
    TARGET_UNKNOWN("009", 422, "The target has no queue {queue}, which is to get the messages of {from}.",
            "Name a queue that GET /installation lists, or create it."),
    TARGET_MISSING("010", 422, "Nothing at the target corresponds to queue {queue}, which holds {messages} messages.",
            "Create the queue, or name the one that is to get the messages, or choose other queues only."),
    TARGET_AMBIGUOUS("011", 422, "Several queues of the target correspond to queue {queue}: {candidates}.",
            "Name the one that is to get the messages."),
    TARGET_SHARED("012", 422, "Queues {queues} would all go into queue {target}.",
            "If this is meant, choose each of them by name, with {target} as the queue that gets its messages."),
    QUEUE_REFUSED("013", 422, "Queue {queue} is not imported: {reason}.", "Choose the other queues only."),
    DUPLICATES_POSSIBLE("014", 409,
            "Domibus ran on after the set {id} was taken: it will have processed messages since {cut}.",
            "Such messages would be processed twice. Make a set with after=stay-stopped, or accept duplicates with"
                    + " acceptDuplicates=true."),
    MESSAGES_REFUSED("015", 422, "{messages} messages of queue {queue} are refused, the first being {id}: {reason}.",
            "Keep them out with a selector, or leave them out by leaveOutRefused=true."),
    SELECTOR_INVALID("016", 422, "The selector of queue {queue} is not valid: {reason}.",
            "Correct it; selectors are those of JMS, as in JMSPriority > 4 AND DOMAIN = 'default'."),
    SELECTOR_TOO_LARGE("017", 422, "The selector of queue {queue} is too large: {reason}.",
            "Make it shorter, or port the queue in several jobs.");

    private final Entry entry;

    PortingProblem(String number, int status, String fact, String hint) {
        entry = new Entry("DB-PORT-" + number, status, fact, hint);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
