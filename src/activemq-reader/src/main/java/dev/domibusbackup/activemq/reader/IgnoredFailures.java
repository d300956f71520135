package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.util.IOExceptionHandler;

/** For a store without a broker: every failure is thrown to who reads, besides being told here. */
final class IgnoredFailures implements IOExceptionHandler {

    @Override
    public void handle(IOException failure) {
        // thrown as well
    }

    @Override
    public void setBrokerService(BrokerService broker) {
        // a broker that is never started
    }
}
