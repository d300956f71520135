package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.domibusbackup.server.ServerDescription;
import dev.domibusbackup.server.tomee.FakeTomcat.Manner;

class TomEEEnvironmentTest {

    private final FakeTomcat tomcat = new FakeTomcat();
    private final TomEEEnvironment environment = new TomEEEnvironment(tomcat.catalina());

    @ParameterizedTest
    @CsvSource({"Apache Tomcat (TomEE)/10.0.27 (9.0.0),TomEE,9.0.0", "Apache Tomcat (TomEE)/9.0.69 (8.0.13),TomEE,8.0.13",
        "Apache Tomcat/9.0.80,Apache Tomcat,9.0.80"})
    void product_and_version_are_those_of_the_server(String info, String product, String version) {
        ServerDescription server = new TomEEEnvironment(tomcat.serverInfo(info).catalina()).describe();
        assertThat(server.kind()).isEqualTo("tomcat");
        assertThat(server.product()).isEqualTo(product);
        assertThat(server.version()).isEqualTo(version);
        assertThat(server.clustered()).isFalse();
    }

    @Test
    void a_cluster_of_tomcats_is_one() {
        tomcat.bean("Catalina:type=Cluster,host=localhost", Map.of(), Manner.WELL);
        assertThat(environment.describe().clustered()).isTrue();
    }

    @Test
    void it_is_up_when_the_server_is_started_and_not_before() {
        assertThat(environment.isUp()).isTrue();
        assertThat(new TomEEEnvironment(tomcat.serverInfo("Apache Tomcat/9.0.80").catalina()).isUp()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = {"port=8080,address=\"127.0.0.1\";http://127.0.0.1:28080",
        "port=8080;http://127.0.0.1:28080", "port=8080,address=\"0.0.0.0\";http://127.0.0.1:28080",
        "port=8080,address=\"192.0.2.7\";http://192.0.2.7:28080",
        "port=8080,address=\"localhost/127.0.0.1\";http://127.0.0.1:28080"}, delimiter = ';')
    void the_plain_connector_is_asked_at_the_port_it_really_has(String key, URI address) {
        tomcat.connector("port=8009", Map.of("scheme", "http", "protocol", "AJP/1.3", "localPort", "8009"));
        tomcat.connector("port=443", Map.of("scheme", "https", "protocol", "HTTP/1.1", "localPort", "443"));
        assertThatThrownBy(environment::webAddress).hasMessageContaining("DB-SRV-017");
        tomcat.connector(key, Map.of("scheme", "http", "protocol", "HTTP/1.1", "localPort", "28080"));
        assertThat(environment.webAddress()).isEqualTo(address);
    }
}
