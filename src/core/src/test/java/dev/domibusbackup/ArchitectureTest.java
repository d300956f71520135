package dev.domibusbackup;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The arrows inside core, and what core knows of the world. */
@AnalyzeClasses(packages = "dev.domibusbackup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Plain Java: it must run in any server, and in the offline tool where there is none. */
    @ArchTest
    static final ArchRule core_knows_nothing_of_jakarta_ee_but_the_jms_interfaces = noClasses()
            .should().dependOnClassesThat(resideInAPackage("jakarta..").and(resideOutsideOfPackage("jakarta.jms..")))
            .orShould().dependOnClassesThat().resideInAnyPackage("javax.inject..", "javax.jms..", "javax.enterprise..");

    @ArchTest
    static final ArchRule core_knows_no_server = noClasses().should().dependOnClassesThat().resideInAnyPackage(
            "org.jboss..", "org.wildfly..", "org.apache.activemq..", "org.apache.catalina..", "weblogic..");

    @ArchTest
    static final ArchRule the_packages_of_core_have_no_cycles = slices().matching("dev.domibusbackup.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_arrows_inside_core_run_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("problem").definedBy("dev.domibusbackup.problem..")
            .layer("json").definedBy("dev.domibusbackup.json..")
            .layer("domibus").definedBy("dev.domibusbackup.domibus..")
            .layer("files").definedBy("dev.domibusbackup.files..")
            .layer("message").definedBy("dev.domibusbackup.message..")
            .layer("activemq").definedBy("dev.domibusbackup.activemq..")
            .layer("database").definedBy("dev.domibusbackup.database..")
            .layer("setting").definedBy("dev.domibusbackup.setting..")
            .layer("set").definedBy("dev.domibusbackup.set..")
            .layer("porting").definedBy("dev.domibusbackup.porting..")
            .whereLayer("problem").mayNotAccessAnyLayer()
            .whereLayer("json").mayNotAccessAnyLayer()
            .whereLayer("domibus").mayOnlyAccessLayers("problem")
            .whereLayer("files").mayOnlyAccessLayers("problem", "json")
            .whereLayer("message").mayOnlyAccessLayers("problem")
            .whereLayer("activemq").mayOnlyAccessLayers("problem", "files", "message")
            .whereLayer("setting").mayOnlyAccessLayers("problem", "domibus")
            .whereLayer("database").mayOnlyAccessLayers("problem", "domibus", "files")
            .whereLayer("set").mayOnlyAccessLayers("problem", "json", "domibus", "files", "message", "database")
            .whereLayer("porting").mayOnlyAccessLayers("problem", "domibus", "message", "set");

    @ArchTest
    static final ArchRule nothing_is_printed = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nothing_is_logged_past_the_system_logger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
