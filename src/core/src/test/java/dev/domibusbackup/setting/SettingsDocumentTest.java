package dev.domibusbackup.setting;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.Documentation;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the document of the settings against {@link Setting}. */
class SettingsDocumentTest {

    private static final String HEAD = """
            # Settings

            Domibus Backup needs no settings: it discovers everything from Domibus's own effective properties and \
            from the server's management model. What you want otherwise goes into a file of Java properties, \
            `domibus-backup.properties` in the Domibus configuration folder, or wherever the system property \
            `domibus.backup.config` says. A system property of the same name as a key (`-D<key>=<value>` among the \
            server's startup arguments) overrides the file, and the file overrides the default. The file is read \
            anew for each job and each request. A value that is not allowed, a key that does not exist in the file, \
            or a file that is named and missing is a problem (`DB-CFG-…`, see [problems.md](problems.md)): nothing is \
            corrected in silence. Blanks around a value do not count; an empty value stands for "find it out" where \
            the default is empty. Passwords are never values: a setting names the file that holds one, and that file \
            should have the mode 0600. This page is made from the code, and a test holds the two together.

            | Key | Takes | Default | What it does, and advice |
            |---|---|---|---|
            """;

    @Test
    void settings_md_holds_every_setting() {
        Documentation.assertReads("settings.md", HEAD + Arrays.stream(Setting.values())
                .map(SettingsDocumentTest::row).collect(Collectors.joining()));
    }

    @Test
    void every_setting_has_advice_in_whole_sentences() {
        assertThat(Setting.values()).allSatisfy(setting -> assertThat(setting.advice()).as(setting.key())
                .matches("[A-Z].*\\."));
    }

    @Test
    void every_key_is_unique_and_follows_the_pattern_of_area_and_name() {
        assertThat(Setting.values()).extracting(Setting::key).doesNotHaveDuplicates()
                .allMatch(key -> key.matches("domibus\\.backup\\.[a-z]+\\.[a-z-]+"));
    }

    private static String row(Setting setting) {
        return "| `" + setting.key() + "` | " + takes(setting) + " | "
                + fallback(setting) + " | "
                + Documentation.cell(setting.advice()) + " |\n";
    }

    private static String fallback(Setting setting) {
        if (!setting.fallback().isEmpty()) {
            return "`" + setting.fallback() + "`";
        }
        return setting.kind() == Setting.Kind.LIST ? "none"
                : setting == Setting.PORTING_RULES ? "the product's rules" : "found out";
    }

    private static String takes(Setting setting) {
        return switch (setting.kind()) {
            case PATH -> "absolute path";
            case TEXT -> "text";
            case LIST -> "names, separated by commas";
            case NUMBER -> "whole number above 0, in " + unit(setting);
            case DURATION -> "ISO 8601 duration, such as `PT5M` (five minutes)";
            case COUNT -> "whole number, 0 or more";
            case AGE -> "ISO 8601 duration, such as `P7D` (seven days), or `off`";
            case CHOICE -> Arrays.stream(setting.choices()).map(choice -> "`" + choice + "`")
                    .collect(Collectors.joining(" or "));
        };
    }

    private static String unit(Setting setting) {
        String unit = setting.key().substring(setting.key().lastIndexOf('-') + 1);
        return switch (unit) {
            case "mib" -> "MiB (1,048,576 bytes)";
            case "kib" -> "KiB (1,024 bytes)";
            default -> throw new IllegalStateException("the key of a number ends in its unit: " + setting.key());
        };
    }
}
