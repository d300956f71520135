package dev.domibusbackup.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

class LastLookTest {

    private final Time time = new Time();
    private final Server server = new Server();
    private final LastLook look = new LastLook(server, time);

    @Test
    void nothing_is_asked_before_the_server_is_up_and_then_at_once() {
        server.up = false;
        look.lookIfDue();
        assertThat(look.get()).isSameAs(InstallationSummary.NOTHING);
        server.up = true;
        look.lookIfDue();
        assertThat(look.get().server()).isEqualTo("look 1");
    }

    @Test
    void it_is_looked_again_after_half_a_minute_or_when_something_has_happened() {
        look.lookIfDue();
        time.now = time.now.plusSeconds(29);
        look.lookIfDue();
        assertThat(server.looks).isEqualTo(1);
        time.now = time.now.plusSeconds(2);
        look.lookIfDue();
        assertThat(server.looks).isEqualTo(2);
        look.makeDue();
        look.lookIfDue();
        look.lookIfDue();
        assertThat(server.looks).isEqualTo(3);
    }

    @Test
    void a_look_that_fails_keeps_what_was_seen_with_one_problem_and_is_tried_again_in_its_time() {
        look.lookIfDue();
        server.failing = true;
        for (int i = 0; i < 3; i++) {
            time.now = time.now.plusSeconds(31);
            look.lookIfDue();
            look.lookIfDue();
        }
        assertThat(server.looks).isEqualTo(4);
        assertThat(look.get().server()).isEqualTo("look 1");
        assertThat(look.get().problems()).singleElement().asString().startsWith("DB-MON-003")
                .contains("IllegalStateException").doesNotContain("secret");
        server.failing = false;
        time.now = time.now.plusSeconds(31);
        look.lookIfDue();
        assertThat(look.get().problems()).isEmpty();
    }

    private static final class Time extends Clock {

        private Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class Server implements Sights {

        private boolean up = true;
        private boolean failing;
        private int looks;

        @Override
        public boolean isServerUp() {
            return up;
        }

        @Override
        public InstallationSummary installation() {
            looks++;
            if (failing) {
                throw new IllegalStateException("secret");
            }
            return new InstallationSummary(Instant.now(), "look " + looks, null, InstallationSummary.Domibus.UNKNOWN,
                    null, InstallationSummary.Backups.UNKNOWN, List.of());
        }

        @Override
        public QuietWindowSummary quietWindow() {
            return QuietWindowSummary.NONE;
        }
    }
}
