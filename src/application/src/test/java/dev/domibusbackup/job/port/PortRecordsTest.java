package dev.domibusbackup.job.port;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.job.BackupRequest.OnFailure;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.porting.PortingChoice.ChosenQueue;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.SetId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is sent and what is stored as JSON. */
class PortRecordsTest {

    @Test
    void an_empty_request_has_every_default() throws IOException {
        PortRequest request = Json.mapper().readValue("{}", PortRequest.class);

        assertThat(request).isEqualTo(PortRequest.DEFAULT);
        assertThat(request.existing()).isEqualTo(Existing.REFUSE);
        assertThat(request.onFailure()).isEqualTo(OnFailure.RESUME);
        assertThat(request.rehearsal()).isFalse();
        assertThat(request.choice().queues()).isEmpty();
    }

    @Test
    void a_request_becomes_the_choice_of_the_rules() throws IOException {
        PortRequest request = Json.mapper().readValue("""
                {"queues":[{"from":"a","to":"b","selector":"x = 1"},{"from":"c"}],"rules":"r","sameDatabase":true}""",
                PortRequest.class);

        assertThat(request.choice().queues()).containsExactly(
                new ChosenQueue("a", Optional.of("b"), Optional.of("x = 1")),
                new ChosenQueue("c", Optional.empty(), Optional.empty()));
        assertThat(request.choice().ruleSet()).contains("r");
        assertThat(request.choice().sameDatabase()).isTrue();
    }

    @Test
    void a_queue_without_its_name_is_refused() {
        assertThatThrownBy(() -> Json.mapper().readValue("{\"queues\":[{\"to\":\"b\"}]}", PortRequest.class))
                .hasStackTraceContaining("DB-API-003");
    }

    @Test
    void a_queue_that_is_null_is_refused() {
        assertThatThrownBy(() -> Json.mapper().readValue("{\"queues\":[null]}", PortRequest.class))
                .hasStackTraceContaining("DB-API-003");
    }

    @Test
    void a_state_stored_before_differences_were_kept_is_read() throws IOException {
        assertThat(Json.mapper().readValue("{\"begun\":false,\"existing\":{}}", PortState.class))
                .isEqualTo(PortState.NEW);
    }

    @Test
    void the_state_is_read_as_it_was_stored() throws IOException {
        PortState state = PortState.NEW.begunWith(Map.of("jms.queue.a", 7L)).with(new PortState.Safety(
                new SetId("20261122T101500123Z-safety"), List.of(new QueueCut("jms.queue.a", 5, 2, 0, 4711, 9, 1)),
                true)).differing(List.of("a difference"));

        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(state), PortState.class))
                .isEqualTo(state);
        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(PortState.NEW), PortState.class))
                .isEqualTo(PortState.NEW);
    }
}
