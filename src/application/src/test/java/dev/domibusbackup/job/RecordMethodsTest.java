package dev.domibusbackup.job;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class RecordMethodsTest {

    /** Defines the record anew, as a deployment would. */
    private static final class Deployment extends ClassLoader {

        private Class<?> used() throws IOException {
            try (InputStream in = UsedRecord.class.getResourceAsStream("UsedRecord.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(UsedRecord.class.getName(), bytes, 0, bytes.length);
            }
        }
    }

    @Test
    void the_jdk_keeps_no_class_loader_whose_records_were_used() throws Exception {
        WeakReference<ClassLoader> deployment = new WeakReference<>(useAndLeave());
        RecordMethods.forgetOurs();
        for (int i = 0; i < 50 && deployment.get() != null; i++) {
            System.gc();
        }
        assertThat(deployment.get()).isNull();
    }

    private static ClassLoader useAndLeave() throws Exception {
        Deployment deployment = new Deployment();
        var constructor = deployment.used().getConstructor(String.class, Object.class);
        Object one = constructor.newInstance("a", 1);
        Object other = constructor.newInstance("a", 1);
        assertThat(one.equals(other)).isTrue();
        assertThat(one.hashCode()).isEqualTo(other.hashCode());
        assertThat(one.toString()).contains("name=a");
        return deployment;
    }
}
