package dev.domibusbackup.wildfly.data;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of RESTORE.md, as an administrator copies them from top to bottom. */
record Instructions(String text) {

    private static final Pattern CODE = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");

    /**
     * All commands in their order.
     *
     * @param but how a heading's line begins, without the number signs; its commands are left out: the other of two
     *            ways
     */
    String commandsBut(String but) {
        Matcher section = section(but);
        return commands(text.substring(0, section.start()) + text.substring(section.end()));
    }

    /**
     * The commands below a heading, up to the next heading of any kind.
     *
     * @param heading how its line begins, without the number signs
     */
    String commandsOf(String heading) {
        return commands(section(heading).group());
    }

    private Matcher section(String heading) {
        Matcher section = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "[^\\n]*\\n.*?(?=^#+ |\\z)")
                .matcher(text);
        if (!section.find()) {
            throw new AssertionError("no heading '" + heading + "' in:\n" + text);
        }
        return section;
    }

    private static String commands(String text) {
        StringBuilder commands = new StringBuilder();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            commands.append(code.group(1));
        }
        return commands.toString();
    }

    /** Fills in what the first block asks for: the whole line that begins with a name gets another value. */
    static String filledIn(String commands, Map<String, String> values) {
        String filled = commands;
        for (Map.Entry<String, String> value : values.entrySet()) {
            Matcher line = Pattern.compile("(?m)^" + value.getKey() + "=.*$").matcher(filled);
            if (!line.find()) {
                throw new AssertionError("nothing to fill in for " + value.getKey() + " in:\n" + commands);
            }
            filled = line.replaceFirst(Matcher.quoteReplacement(value.getKey() + "=" + value.getValue()));
        }
        return filled;
    }
}
