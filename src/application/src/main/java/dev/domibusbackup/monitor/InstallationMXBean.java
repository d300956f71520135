package dev.domibusbackup.monitor;

/** What is installed, whether all is well, and whether there is a backup to go back to. */
@Description("The installation and its backups, as seen when it was last looked at: every half minute, and when a job "
        + "has ended or the quiet window was opened or closed. Nothing is asked of the server when an attribute is "
        + "read.")
public interface InstallationMXBean {

    @Description("The application server and its version.")
    String getServer();

    @Description("Version of the Java runtime of the server.")
    String getJava();

    @Description("Name of the deployment that is Domibus. No value: none was found, see Problems.")
    String getDomibus();

    @Description("Version of Domibus. No value: not known.")
    String getDomibusVersion();

    @Description("State of Domibus as the server reports it: running, stopped, failed. No value: not known.")
    String getDomibusState();

    @Description("The folder of the backup sets.")
    String getRepository();

    @Description("How many sealed backup sets the repository has. No value: not known.")
    Integer getSets();

    @Description("When the newest set was sealed, safety sets included. ISO 8601, UTC.")
    String getLastSealedAt();

    @Description("The newest backup that is not known to be damaged. No value: there is none.")
    String getLastGoodBackup();

    @Description("When LastGoodBackup was sealed. ISO 8601, UTC.")
    String getLastGoodBackupAt();

    @Description("Age of LastGoodBackup in seconds, now. No value: there is none. The number to watch.")
    Long getLastGoodBackupAgeSeconds();

    @Description("Whether nothing needs attention. No value: nothing was looked at yet.")
    Boolean getWell();

    @Description("How many problems there are: those of GET /health and those of GET /installation. No value: "
            + "nothing was looked at yet.")
    Integer getProblemCount();

    @Description("The problems: code, fact and hint of each.")
    String[] getProblems();

    @Description("When this was looked at. ISO 8601, UTC. No value: not yet, for example because the server has not "
            + "ended its start.")
    String getLookedAt();

    @Description("How long ago this was looked at, in seconds. More than two minutes: the server's management model "
            + "does not answer, as while a deployment stops.")
    Long getAgeSeconds();
}
