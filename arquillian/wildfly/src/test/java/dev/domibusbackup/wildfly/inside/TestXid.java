package dev.domibusbackup.wildfly.inside;

import java.nio.charset.StandardCharsets;

import javax.transaction.xa.Xid;

/** A branch of a transaction manager that the server does not know, and that never comes back. */
record TestXid() implements Xid {

    @Override
    public int getFormatId() {
        return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return "contract".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return "branch".getBytes(StandardCharsets.US_ASCII);
    }
}
