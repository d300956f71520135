package dev.domibusbackup.problem;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import dev.domibusbackup.Documentation;
import dev.domibusbackup.problem.ProblemType.Entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The catalogue of problems as a whole, and its document. */
class ProblemCatalogueTest {

    private static final List<ProblemType> CATALOGUE = read();

    /** Codes that a released version had and this one has not: never to be used again. */
    private static final Set<String> RETIRED = Set.of("DB-RST-077");

    private static final Map<String, String> AREAS = Map.ofEntries(
            Map.entry("AMQ", "The stores of an ActiveMQ broker"),
            Map.entry("API", "Requests to the REST API"),
            Map.entry("BACKUP", "The backup job"),
            Map.entry("CFG", "Settings of Domibus Backup"),
            Map.entry("DOM", "Discovery of the Domibus installation"),
            Map.entry("FILE", "Files, folders and archives"),
            Map.entry("IMP", "The import of messages"),
            Map.entry("JOB", "Jobs"),
            Map.entry("MON", "Watching from the server's console"),
            Map.entry("MSG", "Messages and message files"),
            Map.entry("PORT", "Porting: rules, queues and selectors"),
            Map.entry("OFFLINE", "The offline tool and the files of others that it converts"),
            Map.entry("PRN", "Keeping order: prune, the index of the sets, their age, deep verification"),
            Map.entry("QUIET", "The quiet window"),
            Map.entry("RST", "Restores"),
            Map.entry("SET", "Backup sets and their repository"),
            Map.entry("SQL", "Databases and their programs"),
            Map.entry("SRV", "The application server and its broker"));

    private static final String HEAD = """
            # Problems

            Every problem that Domibus Backup reports has a code that never changes its meaning and is never used \
            again, a fact and a hint: the same words in the server's log, in the job (`GET /jobs/{id}`), in the \
            answer of the REST API and on this page. The fact says what is the case, the hint what you can do; `{name}` stands \
            where the value of the moment goes. *Status* is the HTTP status with which the API answers when the \
            problem ends a request; 200 marks what is only ever a warning: the job goes on and ends as \
            `completed-with-warnings`. A problem that was found while a job ran is told by the job and has no \
            status of its own. This page is made from the catalogue in the code, and a test holds the two together.
            """;

    @Test
    void no_code_stands_for_two_problems() {
        Map<String, Long> uses = CATALOGUE.stream()
                .collect(Collectors.groupingBy(ProblemType::code, Collectors.counting()));

        assertThat(uses).isNotEmpty().allSatisfy((code, count) -> assertThat(count).as(code).isEqualTo(1));
    }

    @Test
    void no_retired_code_is_used_again() {
        assertThat(CATALOGUE).extracting(ProblemType::code).noneMatch(RETIRED::contains);
    }

    @Test
    void every_area_has_one_enum_and_every_enum_one_area() {
        Map<String, Set<Class<?>>> owners = CATALOGUE.stream().collect(Collectors.groupingBy(
                problem -> area(problem.code()), Collectors.mapping(Object::getClass, Collectors.toSet())));

        // the restore has one for each of its parts
        owners.remove("RST");
        assertThat(owners).allSatisfy((area, enums) -> assertThat(enums).as(area).hasSize(1));
        assertThat(owners.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    @Test
    void every_fact_is_a_sentence() {
        assertThat(CATALOGUE).allSatisfy(problem -> assertThat(problem.entry().fact()).as(problem.code())
                .matches("[A-Z{\"\\d].*\\."));
    }

    /** A hint is an act, a question, a statement for the database, or made wholly where the problem is found. */
    @Test
    void every_hint_says_what_to_do() {
        assertThat(CATALOGUE).allSatisfy(problem -> assertThat(problem.entry().hint()).as(problem.code())
                .matches("[A-Z{/\"].*[.?;]|\\{[a-zA-Z]+}"));
    }

    @Test
    void every_status_is_a_failure_or_marks_a_warning() {
        assertThat(CATALOGUE).allSatisfy(problem -> assertThat(problem.entry().status()).as(problem.code())
                .matches(status -> status == 200 || status >= 400 && status < 600));
    }

    /** A brace that is no place would be printed as it is. */
    @Test
    void every_brace_is_part_of_a_place() {
        assertThat(CATALOGUE).allSatisfy(problem -> assertThat(
                ProblemType.PLACE.matcher(problem.entry().fact() + problem.entry().hint()).replaceAll(""))
                .as(problem.code()).doesNotContain("{", "}"));
    }

    @Test
    void a_problem_is_filled_with_its_values_and_refuses_to_be_made_without_one() {
        assertThat(CATALOGUE).allSatisfy(problem -> {
            Matcher places = ProblemType.PLACE.matcher(problem.entry().fact() + problem.entry().hint());
            Object[] values = places.results().flatMap(place -> Stream.of(place.group(1), "$1 \\")).toArray();

            Problem filled = problem.with(values);

            assertThat(filled.code()).isEqualTo(problem.code());
            assertThat(ProblemType.PLACE.matcher(filled.toString()).find()).as(filled.toString()).isFalse();
            if (values.length > 0) {
                assertThat(catchThrowable(problem::with))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(problem.code());
            }
        });
    }

    @Test
    void problems_md_holds_the_catalogue() {
        Documentation.assertReads("problems.md", document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder(HEAD);
        Map<String, List<ProblemType>> byArea = CATALOGUE.stream()
                .sorted(Comparator.comparing(ProblemType::code))
                .collect(Collectors.groupingBy(problem -> area(problem.code()), TreeMap::new, Collectors.toList()));
        byArea.forEach((area, problems) -> {
            assertThat(AREAS).as("a title for the area").containsKey(area);
            text.append("\n## ").append(AREAS.get(area)).append(" (`DB-").append(area).append("`)\n\n")
                    .append("| Code | Status | Fact | Hint |\n|---|---|---|---|\n");
            problems.forEach(problem -> text.append(row(problem.entry())));
        });
        return text.toString();
    }

    private static String row(Entry entry) {
        return "| `%s` | %d | %s | %s |%n".formatted(entry.code(), entry.status(), Documentation.cell(entry.fact()),
                Documentation.cell(entry.hint())).replace(System.lineSeparator(), "\n");
    }

    private static String area(String code) {
        return code.substring(code.indexOf('-') + 1, code.lastIndexOf('-'));
    }

    private static List<ProblemType> read() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.domibusbackup").stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(ProblemType.class))
                .map(JavaClass::reflect).flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(ProblemType.class::cast).toList();
    }
}
