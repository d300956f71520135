package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

class OptionalMethodTest {

    @Test
    void a_method_is_found_by_its_name_and_parameters() throws Exception {
        assertThat(OptionalMethod.of(CharSequence.class, "charAt", int.class).orElseThrow().call("abc", 1))
                .isEqualTo('b');
    }

    @Test
    void a_method_with_other_parameters_is_none() {
        assertThat(OptionalMethod.of(CharSequence.class, "charAt", long.class)).isEmpty();
        assertThat(OptionalMethod.of(CharSequence.class, "charAt")).isEmpty();
    }

    @Test
    void what_the_method_throws_is_thrown_as_it_is() {
        OptionalMethod call = OptionalMethod.of(Callable.class, "call").orElseThrow();
        Callable<Object> failing = () -> {
            throw new IOException("the disk is full");
        };
        Callable<Object> broken = () -> {
            throw new StackOverflowError();
        };

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> call.call(failing))
                .withMessage("the disk is full");
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> call.call(broken));
    }
}
