package dev.domibusbackup.set;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.domibusbackup.domibus.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonTest {

    record Holder(Secret one, Optional<Secret> maybe, List<Secret> many, Map<String, Object> any) {
    }

    record Values(long count, boolean yes, Instant at, Duration took, Path path, Component component) {
    }

    @Test
    void a_secret_is_never_written() throws JsonProcessingException {
        Secret secret = Secret.of("s3cret");
        Holder holder = new Holder(secret, Optional.of(secret), List.of(secret), Map.of("deep", List.of(secret)));
        assertThat(Json.mapper().writeValueAsString(holder)).doesNotContain("s3cret").contains("<redacted>");
        assertThat(Json.mapper().valueToTree(holder).toString()).doesNotContain("s3cret");
        assertThat(new String(Json.pretty(holder))).doesNotContain("s3cret");
    }

    @Test
    void times_are_iso_8601_and_components_their_keys() throws JsonProcessingException {
        Values values = new Values(1, true, Instant.parse("2026-11-22T10:15:00.123Z"), Duration.ofMillis(90_500),
                Path.of("/a b"), Component.PAYLOADS);
        String json = Json.mapper().writeValueAsString(values);
        assertThat(json).isEqualTo("{\"count\":1,\"yes\":true,\"at\":\"2026-11-22T10:15:00.123Z\","
                + "\"took\":\"PT1M30.5S\",\"path\":\"/a b\",\"component\":\"payloads\"}");
        assertThat(Json.mapper().readValue(json, Values.class)).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"count\":1,\"yes\":true,\"other\":1}", "{\"count\":null,\"yes\":true}",
            "{\"count\":1,\"yes\":null}", "{\"yes\":true}", "{\"count\":1,\"yes\":true} x",
            "{\"count\":1,\"yes\":true,\"count\":2}", "{\"count\":1,\"yes\":true,\"component\":\"everything\"}"})
    void what_is_unknown_null_missing_or_doubled_is_refused(String json) {
        assertThatThrownBy(() -> Json.mapper().readValue(json, Values.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
