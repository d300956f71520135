package dev.domibusbackup;


import java.util.Arrays;

import jakarta.batch.api.Batchlet;
import jakarta.batch.api.chunk.CheckpointAlgorithm;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.batch.api.listener.JobListener;
import jakarta.batch.api.listener.StepListener;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.domibusbackup.problem.ProblemType;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The arrows of the house: api → job → (quiet, catalog, monitor, server) → core. That nothing newer than Jakarta EE
 * 9.1 is used needs no rule here: the compiler sees its API alone.
 */
@AnalyzeClasses(packages = "dev.domibusbackup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.domibusbackup.";
    private static final String[] CORE = {ROOT + "set..", ROOT + "message..", ROOT + "database..", ROOT + "files..",
        ROOT + "domibus..", ROOT + "json..", ROOT + "porting..", ROOT + "problem..", ROOT + "setting.."};

    @ArchTest
    static final ArchRule the_arrows_run_one_way = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("api").definedBy(ROOT + "api..")
            .layer("job").definedBy(ROOT + "job..")
            .layer("quiet").definedBy(ROOT + "quiet..")
            .layer("catalog").definedBy(ROOT + "catalog..")
            .layer("monitor").definedBy(ROOT + "monitor..")
            .layer("server").definedBy(ROOT + "server..")
            .layer("core").definedBy(CORE)
            .whereLayer("api").mayNotBeAccessedByAnyLayer()
            .whereLayer("job").mayOnlyBeAccessedByLayers("api")
            .whereLayer("quiet").mayOnlyBeAccessedByLayers("api", "job", "catalog", "monitor", "server")
            .whereLayer("catalog").mayOnlyBeAccessedByLayers("api", "job", "quiet", "monitor", "server")
            .whereLayer("monitor").mayOnlyBeAccessedByLayers("api", "job", "quiet", "catalog", "server")
            .whereLayer("server").mayOnlyBeAccessedByLayers("api", "job", "quiet", "catalog", "monitor")
            .whereLayer("core").mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule the_packages_have_no_cycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    /** A class in a package of its own would escape the arrows. */
    @ArchTest
    static final ArchRule every_class_is_in_a_package_that_the_arrows_know = classes()
            .should().resideInAnyPackage(concat(CORE, ROOT + "api..", ROOT + "job..", ROOT + "quiet..",
                    ROOT + "catalog..", ROOT + "monitor..", ROOT + "server..", "dev.domibusbackup"));

    @ArchTest
    static final ArchRule only_the_adapter_knows_wildfly = noClasses()
            .that().resideOutsideOfPackage(ROOT + "server.wildfly..")
            .should().dependOnClassesThat().resideInAnyPackage("org.jboss..", "org.wildfly..", "org.apache.activemq..",
                    "io.netty..");

    /** The adapter is found as a service: nobody may name it. */
    @ArchTest
    static final ArchRule nobody_names_the_adapter = noClasses()
            .that().resideOutsideOfPackage(ROOT + "server.wildfly..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "server.wildfly..");

    @ArchTest
    static final ArchRule only_its_adapter_knows_tomee = noClasses()
            .that().resideOutsideOfPackage(ROOT + "server.tomee..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.batchee..", "org.apache.openejb..",
                    "org.apache.catalina..", "org.apache.tomee..", ROOT + "server.tomee..");

    @ArchTest
    static final ArchRule the_catalogue_of_problems_lies_in_core = classes()
            .that().implement(ProblemType.class).should().resideInAPackage(ROOT + "problem");

    /** The one scope and the one kind of name that every batch runtime understands. */
    @ArchTest
    static final ArchRule batch_artifacts_are_named_and_dependent = classes()
            .that(assignableTo(Batchlet.class).or(assignableTo(ItemReader.class)).or(assignableTo(ItemWriter.class))
                    .or(assignableTo(ItemProcessor.class)).or(assignableTo(CheckpointAlgorithm.class))
                    .or(assignableTo(JobListener.class)).or(assignableTo(StepListener.class)))
            .should().beAnnotatedWith(Named.class).andShould().beAnnotatedWith(Dependent.class)
            .andShould().resideInAPackage(ROOT + "job");

    @ArchTest
    static final ArchRule nothing_is_printed = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nothing_is_logged_past_the_system_logger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static String[] concat(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
