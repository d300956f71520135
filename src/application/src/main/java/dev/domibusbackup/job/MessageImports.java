package dev.domibusbackup.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.domibusbackup.job.messages.MessageImport;

/** The imports of messages that this process is at, by the execution they belong to; whatever the job is. */
@ApplicationScoped
public class MessageImports {

    private final Map<Long, MessageImport> imports = new ConcurrentHashMap<>();

    void put(long execution, MessageImport work) {
        imports.put(execution, work);
    }

    MessageImport of(long execution) {
        MessageImport work = imports.get(execution);
        if (work == null) {
            throw new IllegalStateException("execution " + execution + " has prepared no import");
        }
        return work;
    }

    void end(long execution) {
        imports.remove(execution);
    }
}
