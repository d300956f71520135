package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.domibusbackup.catalog.ImportPositions;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which data sources can be part of a transaction with the broker. */
class DataSourcesTest {

    private final Map<String, Map<String, ModelNode>> model = new HashMap<>(
            Map.of("data-source", new HashMap<>(), "xa-data-source", new HashMap<>()));
    private final DataSources sources = new DataSources(new ManagementModel((ModelControllerClient)
            Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ModelControllerClient.class},
                    (proxy, method, arguments) -> answer((ModelNode) arguments[0]))));

    @Test
    void only_an_xa_data_source_that_is_recovered_writes_exactly_once() {
        assertThat(why("xa-data-source", null, null)).isNull();
        assertThat(why("data-source", null, null)).contains("Ours", "no XA data source");
        assertThat(why("data-source", "jta", "false")).contains("jta=false");
        assertThat(why("xa-data-source", "no-recovery", "true")).contains("no-recovery");
    }

    @Test
    void a_data_source_that_is_not_there_is_no_good_one() {
        assertThat(sources.whyNotExactlyOnce(ImportPositions.DATA_SOURCE)).isPresent();
    }

    @Test
    void it_is_the_data_source_of_the_persistence_unit() throws IOException {
        try (var in = getClass().getResourceAsStream("/META-INF/persistence.xml")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("<jta-data-source>" + ImportPositions.DATA_SOURCE + "</jta-data-source>");
        }
    }

    private String why(String type, String attribute, String value) {
        model.values().forEach(Map::clear);
        ModelNode other = new ModelNode();
        other.get("jndi-name").set("java:jboss/datasources/Other");
        ModelNode ours = new ModelNode();
        ours.get("jndi-name").set("java:/jboss/datasources/DomibusBackupDS");
        if (attribute != null) {
            ours.get(attribute).set(value);
        }
        model.get("data-source").put("Other", other);
        model.get(type).put("Ours", ours);
        return sources.whyNotExactlyOnce(ImportPositions.DATA_SOURCE).orElse(null);
    }

    private ModelNode answer(ModelNode operation) {
        ModelNode answer = new ModelNode();
        answer.get("outcome").set("success");
        if (operation.get("operation").asString().equals("read-children-names")) {
            ModelNode names = answer.get("result").setEmptyList();
            model.get(operation.get("child-type").asString()).keySet().forEach(names::add);
        } else {
            var last = operation.get("address").asPropertyList().get(1);
            answer.get("result").set(model.get(last.getName()).get(last.getValue().asString()));
        }
        return answer;
    }
}
