package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReconciliationTest {

    @Test
    void taken_is_what_was_ready_and_scheduled_less_expired_plus_committed_late() {
        assertThat(new Reconciliation("q", 10, 5, 15, 0, 0, 0).check()).isEmpty();
        assertThat(new Reconciliation("q", 10, 5, 14, 0, 1, 0).check()).isEmpty();
        assertThat(new Reconciliation("q", 10, 5, 17, 0, 0, 2).check()).isEmpty();
        assertThat(new Reconciliation("q", 10, 5, 15, 99, 0, 0).check()).as("arrivals are apart").isEmpty();
    }

    @Test
    void one_message_too_few_or_too_many_is_a_problem_that_names_queue_and_numbers() {
        assertThat(new Reconciliation("in", 10, 5, 14, 3, 0, 0).check()).hasValueSatisfying(problem -> assertThat(
                problem.fact()).contains("Queue in: 14 ", "but 15 ", "10 ready", "5 scheduled", "3 arrived"));
        assertThat(new Reconciliation("in", 10, 5, 16, 1, 0, 0).check()).isPresent();
    }
}
