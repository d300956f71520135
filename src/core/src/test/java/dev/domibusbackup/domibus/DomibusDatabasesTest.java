package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomibusDatabasesTest {

    @TempDir
    Path root;

    @Test
    void the_data_source_is_found_by_its_jndi_name() {
        Tree tree = Tree.in(root);
        tree.dataSources.add(0, new DataSourceFacts("java:jboss/datasources/ExampleDS", "ExampleDS", "jdbc:h2:mem:x",
                "sa", Optional.of(Secret.of("sa")), Optional.empty(), "h2"));
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        DatabaseAccess access = installation.databases().access().orElseThrow();
        assertThat(access.url().host()).isEqualTo(new JdbcUrl.Host("db.example", 3307));
        assertThat(access.user()).isEqualTo("edelivery");
        assertThat(access.password()).contains(Secret.of(Tree.PASSWORD));
        assertThat(installation.databases().schemas())
                .containsExactly(new DatabaseSchema("domibus", Optional.of("default"), "domibus.database.schema"));
    }

    @Test
    void a_property_may_name_another_data_source() {
        Tree tree = Tree.in(root).properties("domibus.properties", "domibus.jdbc.datasource.jndi.name=jdbc/other");
        assertThat(tree.read().problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-DOM-013");
            assertThat(problem.fact()).contains("jdbc/other").contains("java:/jdbc/cipaeDeliveryDs");
        });
        tree.dataSources.add(new DataSourceFacts("java:jboss/jdbc/other", "p", "jdbc:mysql://elsewhere/x", "u",
                Optional.of(Secret.of("p")), Optional.empty(), "mysql"));
        Installation installation = tree.read();
        assertThat(installation.databases().access().orElseThrow().url().host().name()).isEqualTo("elsewhere");
    }

    @Test
    void without_a_schema_property_the_urls_schema_is_taken() {
        Tree tree = Tree.in(root);
        tree.file("conf/domibus/domibus.properties", "");
        tree.dataSources.set(0, tree.dataSource("jdbc:mysql://h/in_url?x=y"));
        assertThat(tree.read().databases().schemas()).extracting(DatabaseSchema::name).containsExactly("in_url");
        tree.dataSources.set(0, tree.dataSource("jdbc:mysql://h"));
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-017");
    }

    @Test
    void on_oracle_the_account_is_the_schema() {
        Tree tree = Tree.in(root);
        tree.file("conf/domibus/domibus.properties", "");
        tree.dataSources.set(0, tree.dataSource("jdbc:oracle:thin:@//h:1521/svc"));
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.databases().schemas()).extracting(DatabaseSchema::name).containsExactly("edelivery");
    }

    @Test
    void tenants_have_their_schemas_besides_the_general_one() {
        Tree tree = Tree.in(root).multiTenant("default", "red", "blue_2");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.databases().schemas()).extracting(DatabaseSchema::name)
                .containsExactly("general", "schema_blue_2", "schema_default", "schema_red");
        assertThat(installation.databases().schemas().get(0).domain()).isEmpty();
        assertThat(installation.databases().schemas().get(3).domain()).contains("red");
    }

    @Test
    void a_tenant_without_a_schema_does_not_fall_back() {
        Tree tree = Tree.in(root).multiTenant("red").properties("domibus.properties", "domibus.database.schema=x");
        tree.file("conf/domibus/domains/red/red-domibus.properties", "");
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-017");
    }

    @Test
    void a_schema_that_two_domains_share_is_a_warning_and_an_impossible_name_a_problem() {
        Tree tree = Tree.in(root).multiTenant("red", "blue")
                .properties("domains/blue/blue-domibus.properties", "blue.domibus.database.schema=schema_red");
        assertThat(tree.read().warnings()).extracting("code").containsExactly("DB-DOM-020");
        tree.properties("domains/blue/blue-domibus.properties", "blue.domibus.database.schema=a;b");
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-018");
    }

    @Test
    void what_the_server_does_not_tell_is_a_problem_with_its_reason() {
        Tree tree = Tree.in(root);
        tree.dataSources.set(0, new DataSourceFacts("java:/jdbc/cipaeDeliveryDs", "p", "jdbc:mysql://h/s", "u",
                Optional.empty(), Optional.of("it is in a credential store"), "mysql"));
        assertThat(tree.read().problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-DOM-015");
            assertThat(problem.fact()).contains("it is in a credential store");
        });
    }

    @Test
    void a_url_that_is_not_understood_is_told_without_its_password() {
        Tree tree = Tree.in(root);
        tree.dataSources.set(0, tree.dataSource("jdbc:postgresql://u:s3cret/x@h/s?password=s3cret2"));
        assertThat(tree.read().problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-DOM-016");
            assertThat(problem.fact()).doesNotContain("s3cret");
        });
    }

    @Test
    void on_tomcat_the_properties_tell() {
        Tree tree = Tree.in(root);
        tree.kind = ServerKind.TOMCAT;
        tree.dataSources.clear();
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-014");
        tree.properties("domibus.properties", "server=h\ndomibus.datasource.url=jdbc:mysql://${server}:${port:3399}/s");
        assertThat(tree.read().problems()).extracting("fact").satisfiesExactly(
                user -> assertThat(user).asString().contains("domibus.datasource.user"),
                password -> assertThat(password).asString().contains("domibus.datasource.password"));
        tree.properties("domibus.properties", "domibus.datasource.user=u");
        tree.environment.put("DOMIBUS_DATASOURCE_PASSWORD", Tree.PASSWORD);
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.databases().access().orElseThrow().url().host()).hasToString("h:3399");
        assertThat(installation.databases().access().orElseThrow().password()).contains(Secret.of(Tree.PASSWORD));
    }
}
