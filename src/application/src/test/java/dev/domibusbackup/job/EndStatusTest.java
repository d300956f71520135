package dev.domibusbackup.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndStatusTest {

    @ParameterizedTest
    @CsvSource({"STARTED,COMPLETED", "COMPLETED,COMPLETED", "STOPPING,STOPPED", "STOPPED,STOPPED", "FAILED,FAILED"})
    void a_listener_knows_the_end_whether_the_runtime_says_it_before_or_after(BatchStatus said, BatchStatus end) {
        JobContext context = (JobContext) Proxy.newProxyInstance(JobContext.class.getClassLoader(),
                new Class<?>[] {JobContext.class}, (proxy, method, arguments) -> said);
        assertThat(EndStatus.of(context)).isEqualTo(end);
    }
}
