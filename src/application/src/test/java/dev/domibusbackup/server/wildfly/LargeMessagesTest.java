package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;

import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.junit.jupiter.api.Test;

class LargeMessagesTest {

    @Test
    void the_broker_begins_the_message_whatever_it_calls_that() throws Exception {
        CoreMessage header = new CoreMessage();
        LargeServerMessageImpl begun = new LargeServerMessageImpl(null);
        StorageManager storage = (StorageManager) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{StorageManager.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("generateID")) {
                        return 4711L;
                    }
                    assertThat(method.getName()).isIn("createCoreLargeMessage", "createLargeMessage");
                    assertThat(List.of(arguments)).isEqualTo(List.of(4711L, header));
                    return begun;
                });

        assertThat(LargeMessages.create(storage, header)).isSameAs(begun);
    }
}
