package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The help and {@code offline.md} say the same. */
class OfflineDocumentTest {

    private static final Path DOCUMENT = Path.of("../documentation/offline.md");

    private final String document = read();

    @Test
    void every_command_is_in_the_document() {
        assertThat(leaves()).hasSizeGreaterThan(12).allSatisfy((name, command) ->
                assertThat(document).contains("`" + name + "`"));
    }

    @Test
    void every_option_of_what_changes_something_is_in_the_document() {
        leaves().forEach((name, command) -> {
            if (name.startsWith("restore") || name.startsWith("window")) {
                for (OptionSpec option : command.getCommandSpec().options()) {
                    if (!option.usageHelp() && !option.versionHelp()) {
                        assertThat(document).as(name).contains("`" + option.longestName());
                    }
                }
            }
        });
    }

    @Test
    void every_option_of_the_document_is_one_of_a_command() {
        List<String> known = leaves().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream()).map(OptionSpec::longestName).toList();
        assertThat(document.lines().filter(line -> line.startsWith("| `--"))
                .flatMap(line -> List.of(line.split("\\|")[1].split("`")).stream())
                .filter(word -> word.startsWith("--")).map(word -> word.split(" ")[0])).isNotEmpty()
                .allSatisfy(option -> assertThat(known).contains(option));
    }

    @Test
    void the_exit_codes_are_those_of_the_help() {
        Map<String, String> codes = OfflineTool.commandLine().getCommandSpec().usageMessage().exitCodeList();
        assertThat(codes).hasSize(5);
        codes.forEach((code, meaning) -> assertThat(document).contains("| " + code + " | " + meaning + " |"));
    }

    @Test
    void whoever_restores_finds_an_example_in_the_help() {
        leaves().forEach((name, command) -> {
            if (name.startsWith("restore") || name.equals("window close")) {
                assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF)).as(name).contains("For example:", name
                        + " ");
            }
        });
    }

    private static Map<String, CommandLine> leaves() {
        Map<String, CommandLine> leaves = new TreeMap<>();
        List<CommandLine> open = new ArrayList<>(List.of(OfflineTool.commandLine()));
        while (!open.isEmpty()) {
            CommandLine command = open.remove(0);
            if (command.getSubcommands().isEmpty()) {
                leaves.put(command.getCommandSpec().qualifiedName().replace("domibus-backup-offline ", ""), command);
            }
            open.addAll(command.getSubcommands().values());
        }
        return leaves;
    }

    private static String read() {
        try {
            return Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
