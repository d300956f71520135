package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "jdbc:mysql://h:3307/s                                                | h   | 3307 | s",
        "jdbc:mysql://h:3307/s?useSSL=false&x=y                               | h   | 3307 | s",
        "jdbc:mysql://h/s                                                     | h   | 3306 | s",
        "jdbc:mysql://h                                                       | h   | 3306 | -",
        "jdbc:mysql://h:1/                                                    | h   | 1    | -",
        "jdbc:mysql://h:1?x=y                                                 | h   | 1    | -",
        "jdbc:mysql:///s                                                      | localhost | 3306 | s",
        "jdbc:mysql://[::1]:3307/s                                            | ::1 | 3307 | s",
        "jdbc:mysql://[fe80::1]/s                                             | fe80::1 | 3306 | s",
        "jdbc:mysql://user:p%40ss@h:1/s                                       | h   | 1    | s",
        "jdbc:mysql:loadbalance://h:1,h2:2/s?x=y                              | h   | 1    | s",
        "jdbc:mysql:replication://h,h2/s                                      | h   | 3306 | s",
        "jdbc:mysql://address=(host=h)(port=9)(key=v)/s                       | h   | 9    | s",
        "jdbc:mysql://(host=h,port=9),(host=h2)/s                             | h   | 9    | s",
        "jdbc:mysql://address=(host=::1)(port=9)/s                            | ::1 | 9    | s",
        "jdbc:mariadb://h:1/s                                                 | h   | 1    | s",
        "jdbc:mariadb:sequential:loadbalance://h:1,h2:2/s                     | h   | 1    | s",
        "jdbc:mariadb://h/my%20s                                              | h   | 3306 | my%20s",
        "jdbc:mysql://h/my%20s                                                | h   | 3306 | my s",
    })
    void mysql_and_mariadb_urls_are_understood(String url, String host, int port, String schema) {
        JdbcUrl parsed = JdbcUrl.parse(url);
        assertThat(parsed.engine()).isEqualTo(JdbcUrl.Engine.MYSQL);
        assertThat(parsed.host()).isEqualTo(new JdbcUrl.Host(host, port));
        assertThat(parsed.schema().orElse(null)).isEqualTo(schema);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "jdbc:oracle:thin:@h:1522:XE                                          | h   | 1522 | XE  | true",
        "jdbc:oracle:thin:@//h:1522/svc                                       | h   | 1522 | svc | false",
        "jdbc:oracle:thin:@//h/svc                                            | h   | 1521 | svc | false",
        "jdbc:oracle:thin:@h:1522/svc                                         | h   | 1522 | svc | false",
        "jdbc:oracle:thin:@h:1522/svc:dedicated                               | h   | 1522 | svc | false",
        "jdbc:oracle:thin:@tcps://h:1522/svc?ssl_server_dn_match=true         | h   | 1522 | svc | false",
        "jdbc:oracle:thin:@//[::1]:1522/svc                                   | ::1 | 1522 | svc | false",
        "jdbc:oracle:thin:u/p@//h:1522/svc                                    | h   | 1522 | svc | false",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1522))(CONNECT_DATA=(SERVICE_NAME=svc)))"
                + " | h | 1522 | svc | false",
        "jdbc:oracle:thin:@(description = (address_list = (address = (protocol = tcp)(host = h)(port = 1522))"
                + "(address=(host=h2)(port=1))) (connect_data = (sid = XE))) | h | 1522 | XE | true",
    })
    void oracle_urls_are_understood(String url, String host, int port, String service, boolean sid) {
        JdbcUrl parsed = JdbcUrl.parse(url);
        assertThat(parsed.engine()).isEqualTo(JdbcUrl.Engine.ORACLE);
        assertThat(parsed.host()).isEqualTo(new JdbcUrl.Host(host, port));
        assertThat(parsed.service()).contains(service);
        assertThat(parsed.sid()).isEqualTo(sid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:mysql:h", "jdbc:mysql://h:x/s", "jdbc:mysql://h:99999/s",
        "jdbc:oracle:thin:@alias", "jdbc:oracle:thin:", "jdbc:mysql://u:s3cr%zzt@h/s", "", "nonsense"})
    void other_urls_are_refused_with_a_reason_that_holds_no_password(String url) {
        assertThatThrownBy(() -> JdbcUrl.parse(url)).isInstanceOf(IllegalArgumentException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).isNotBlank().doesNotContain("zzt", "s3cr"));
    }

    @Test
    void account_and_password_in_a_url_are_kept_apart() {
        JdbcUrl parsed = JdbcUrl.parse(
                "jdbc:mysql://h/s?user=u&password=p%26q&useSSL=true&trustCertificateKeyStorePassword=k");
        assertThat(parsed.user()).contains("u");
        assertThat(parsed.password()).contains(Secret.of("p&q"));
        assertThat(parsed.parameters()).containsOnlyKeys("useSSL");
        assertThat(JdbcUrl.parse("jdbc:oracle:thin:u/p@h:1:X").password()).contains(Secret.of("p"));
    }

    @Test
    void all_hosts_are_known() {
        assertThat(JdbcUrl.parse("jdbc:mysql:loadbalance://a:1,[::2]:2/s").hosts())
                .extracting(JdbcUrl.Host::toString).containsExactly("a:1", "[::2]:2");
    }
}
