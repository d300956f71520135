package dev.domibusbackup.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.openmbean.CompositeData;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.monitor.EndedJob.Outcome;

/**
 * monitoring.md: the tables are made from what the MBeans tell of themselves. With {@code -Ddocumentation.write=true}
 * they are written anew.
 */
class MonitoringDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "documentation", "monitoring.md");
    private static final String BEGIN = "<!-- made from the MBeans: begin -->\n";
    private static final String END = "<!-- made from the MBeans: end -->\n";

    private final Announcements announcements = new Announcements();
    private final JobWatch watch = new JobWatch(announcements);

    @Test
    void monitoring_md_says_what_the_mbeans_say() throws IOException {
        String text = Files.readString(DOCUMENT);
        String made = text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + tables()
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("documentation.write")) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(Files.readString(DOCUMENT)).as("-Ddocumentation.write=true writes it anew").isEqualTo(made);
    }

    private String tables() {
        NotificationBroadcasterSupport none = new NotificationBroadcasterSupport();
        return bean(Names.INSTALLATION, new DescribedMBean(new InstallationBean(() -> InstallationSummary.NOTHING),
                        InstallationMXBean.class, none).getMBeanInfo())
                + bean(Names.JOBS, new DescribedMBean(new JobsBean(watch, job -> List.of(), null), JobsMXBean.class,
                        announcements.jobs()).getMBeanInfo())
                + bean(Names.QUIET_WINDOW, new DescribedMBean(new QuietWindowBean(() -> QuietWindowSummary.NONE),
                        QuietWindowMXBean.class, announcements.window()).getMBeanInfo())
                + notifications();
    }

    private static String bean(String type, MBeanInfo info) {
        StringBuilder text = new StringBuilder("\n## `").append(Names.of(type)).append("`\n\n")
                .append(info.getDescription()).append("\n\n| attribute | type | |\n|---|---|---|\n");
        Stream.of(info.getAttributes()).sorted(Comparator.comparing(MBeanAttributeInfo::getName))
                .forEach(one -> text.append("| `").append(one.getName()).append("` | ").append(type(one.getType()))
                        .append(" | ").append(one.getDescription()).append(" |\n"));
        if (info.getOperations().length > 0) {
            text.append("\n| operation | |\n|---|---|\n");
            Stream.of(info.getOperations()).map(MonitoringDocumentTest::operation).sorted().forEach(text::append);
        }
        return text.toString();
    }

    private static String operation(MBeanOperationInfo operation) {
        List<MBeanParameterInfo> parameters = List.of(operation.getSignature());
        return "| `" + operation.getName() + parameters.stream().map(MBeanParameterInfo::getName)
                .collect(Collectors.joining(", ", "(", ")")) + "` | " + operation.getDescription()
                + parameters.stream().map(one -> " `" + one.getName() + "`: " + one.getDescription())
                        .collect(Collectors.joining()) + " |\n";
    }

    private String notifications() {
        List<Notification> sent = new ArrayList<>();
        announcements.jobs().addNotificationListener((notification, handback) -> sent.add(notification), null, null);
        announcements.window().addNotificationListener((notification, handback) -> sent.add(notification), null, null);
        watch.step("job", "name", "user", 1, true, "step");
        Stream.of(Outcome.COMPLETED, Outcome.FAILED, Outcome.STOPPED).forEach(outcome -> watch.ended(
                new EndedJob("job", "name", "user", 1, outcome, "set", "problem", Instant.EPOCH)));
        announcements.opened("job", "backup", Instant.EPOCH);
        announcements.closed("job", "backup", Instant.EPOCH);
        announcements.deliver();
        Map<String, String> facts = new LinkedHashMap<>();
        sent.forEach(one -> facts.put(one.getType(), facts(((CompositeData) one.getUserData()))));
        return "\n## Notifications\n\n| type | of | when | names in `userData` |\n|---|---|---|---|\n"
                + Arrays.stream(Announcement.values()).map(one -> "| `" + one.type() + "` | `"
                        + (one.isOfJobs() ? Names.JOBS : Names.QUIET_WINDOW) + "` | " + one.description() + " | "
                        + facts.get(one.type()) + " |\n").collect(Collectors.joining());
    }

    private static String facts(CompositeData data) {
        return data.getCompositeType().keySet().stream().map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static String type(String type) {
        return switch (type) {
            case "java.lang.String" -> "text";
            case "[Ljava.lang.String;" -> "texts";
            case "boolean", "java.lang.Boolean" -> "true or false";
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> "number";
            case "[Ljavax.management.openmbean.CompositeData;" -> "table";
            default -> throw new IllegalStateException(type);
        };
    }
}
