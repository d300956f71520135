package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.MessageSelector;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.ProblemException;

/** {@code messages list}. */
@Command(name = "list", mixinStandardHelpOptions = true,
        description = {"Lists the queues of a set that hold messages; with --queue, or of a message file, the "
                + "messages, one a line.",
            "Everything that is listed is read for it. Times are UTC."})
final class ListMessagesCommand implements Callable<Integer> {

    private static final String QUEUE = "%9s  %9s  %9s  %14s  %-20s  %-20s  %s%n";
    private static final String MESSAGE = "%7s  %-39s  %-20s  %4s  %-5s  %-33s  %s%n";
    private static final int ID = 39;
    private static final int PROPERTIES = 160;
    private static final int VALUE = 48;
    private static final int SECONDS = 19;

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenMessages chosen;

    @Option(names = {"-s", "--selector"}, paramLabel = "SELECTOR",
            description = "Only messages that this JMS selector chooses, such as \"JMSPriority > 4 AND DOMAIN = 'x'\".")
    private String selector;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", defaultValue = "9223372036854775807",
            description = "At most N messages of each queue; what follows is not read then.")
    private long limit;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        boolean good = true;
        int empty = 0;
        if (selector != null && !chosen.isNarrowed()) {
            throw new ParameterException(command.commandLine(), "--selector needs a message file or a --queue.");
        }
        List<MessageFile> files = chosen.files();
        if (!chosen.isNarrowed()) {
            out.printf(QUEUE, "MESSAGES", "SIZE", "SCHEDULED", "NON-PERSISTENT", "OLDEST", "NEWEST", "QUEUE");
        }
        for (MessageFile file : files) {
            try {
                if (chosen.isNarrowed()) {
                    messages(out, file);
                } else {
                    empty += queue(out, file) ? 0 : 1;
                }
            } catch (ProblemException e) {
                good = false;
                out.printf("%9s  %s cannot be read to its end%n", "?", Printable.line(file.title()));
                out.flush();
                Problems.print(command.commandLine().getErr(), e.problems());
                command.commandLine().getErr().flush();
            }
        }
        if (empty > 0) {
            out.printf("Without messages: %d queues.%n", empty);
        }
        out.flush();
        return good ? 0 : OfflineTool.PROBLEM;
    }

    /** One line for a queue with messages; false: it has none. */
    private static boolean queue(PrintWriter out, MessageFile file) {
        QueueSummary summary = QueueSummary.of(file.path());
        if (summary.messages() > 0) {
            out.printf(QUEUE, summary.messages(), Bytes.text(summary.bytes()), summary.scheduled(),
                    summary.nonPersistent(), time(summary.oldest()), time(summary.newest()),
                    Printable.line(summary.queue()));
        }
        return summary.messages() > 0;
    }

    private void messages(PrintWriter out, MessageFile file) {
        try (MessageFileReader reader = MessageFileReader.open(file.path())) {
            out.printf("Queue %s%n", Printable.line(reader.queue()));
            out.printf(MESSAGE, "NUMBER", "ID", "SENT", "PRIO", "WAITS", "BODY", "TYPE, PROPERTIES");
            MessageSelector chooses = selector == null ? null : MessageSelector.of(reader.queue(), selector);
            long listed = 0;
            while (listed < limit && reader.hasNext()) {
                PortableMessage message = reader.next();
                if (chooses == null || chooses.matches(message)) {
                    listed++;
                    message(out, reader.count(), message);
                }
            }
            if (listed == limit) {
                out.printf("(not read further than message %d)%n", reader.count());
            }
        }
    }

    private static void message(PrintWriter out, long number, PortableMessage message) {
        MessageHeader header = message.header();
        String type = header.type() == null ? "" : Printable.line(header.type(), VALUE) + " ";
        out.printf(MESSAGE, number, header.id() == null ? "-" : Printable.line(header.id(), ID),
                time(header.timestamp()), header.priority(), header.due() == null ? "no" : "yes",
                MessageText.describe(message.body()), type + properties(message.properties()));
    }

    private static String properties(Map<String, TypedValue> properties) {
        String all = properties.entrySet().stream().limit(PROPERTIES)
                .map(property -> Printable.line(property.getKey(), VALUE) + "="
                        + Printable.line(MessageText.line(property.getValue()), VALUE))
                .collect(Collectors.joining(" "));
        return Printable.line(all, PROPERTIES);
    }

    private static String time(Instant time) {
        return time == null ? "-" : time.toString().length() < SECONDS ? time.toString()
                : time.toString().substring(0, SECONDS) + "Z";
    }
}
