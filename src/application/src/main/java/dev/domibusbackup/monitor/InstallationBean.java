package dev.domibusbackup.monitor;

import java.util.function.Supplier;

/** {@link InstallationMXBean} over the last look. */
final class InstallationBean implements InstallationMXBean {

    private final Supplier<InstallationSummary> last;

    InstallationBean(Supplier<InstallationSummary> last) {
        this.last = last;
    }

    @Override
    public String getServer() {
        return last.get().server();
    }

    @Override
    public String getJava() {
        return last.get().java();
    }

    @Override
    public String getDomibus() {
        return last.get().domibus().deployment();
    }

    @Override
    public String getDomibusVersion() {
        return last.get().domibus().version();
    }

    @Override
    public String getDomibusState() {
        return last.get().domibus().state();
    }

    @Override
    public String getRepository() {
        return last.get().repository();
    }

    @Override
    public Integer getSets() {
        return last.get().backups().sets();
    }

    @Override
    public String getLastSealedAt() {
        return Times.text(last.get().backups().lastSealedAt());
    }

    @Override
    public String getLastGoodBackup() {
        return last.get().backups().lastGood();
    }

    @Override
    public String getLastGoodBackupAt() {
        return Times.text(last.get().backups().lastGoodAt());
    }

    @Override
    public Long getLastGoodBackupAgeSeconds() {
        return Times.secondsSince(last.get().backups().lastGoodAt());
    }

    @Override
    public Boolean getWell() {
        InstallationSummary now = last.get();
        return now.at() == null ? null : now.problems().isEmpty();
    }

    @Override
    public Integer getProblemCount() {
        InstallationSummary now = last.get();
        return now.at() == null ? null : now.problems().size();
    }

    @Override
    public String[] getProblems() {
        return last.get().problems().toArray(String[]::new);
    }

    @Override
    public String getLookedAt() {
        return Times.text(last.get().at());
    }

    @Override
    public Long getAgeSeconds() {
        return Times.secondsSince(last.get().at());
    }
}
