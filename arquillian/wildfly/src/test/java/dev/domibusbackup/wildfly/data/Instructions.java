package dev.domibusbackup.wildfly.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of RESTORE.md, as an administrator copies them from a section of it. */
record Instructions(String text) {

    private static final Pattern CODE = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");

    /**
     * All commands below a heading, up to the next heading of any kind.
     *
     * @param heading how its line begins, without the number signs
     */
    String commands(String heading) {
        Matcher section = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "[^\\n]*\\n(.*?)(?=^#+ |\\z)")
                .matcher(text);
        if (!section.find()) {
            throw new AssertionError("no heading '" + heading + "' in:\n" + text);
        }
        List<String> commands = new ArrayList<>();
        Matcher code = CODE.matcher(section.group(1));
        while (code.find()) {
            commands.add(code.group(1));
        }
        return String.join("", commands);
    }
}
