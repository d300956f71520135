package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.domibus.Secret;

import java.util.concurrent.atomic.AtomicInteger;

/** A schema of its own for one test, with whatever a schema can hold; dropped afterwards with its accounts. */
final class TestSchema implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    final MariaDbServer server = MariaDbServer.shared();
    final String name = "domibus_" + COUNTER.incrementAndGet();
    private final StringBuilder accounts = new StringBuilder();

    private TestSchema() {
        server.script("CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;");
    }

    static TestSchema empty() {
        return new TestSchema();
    }

    /** Everything at once, with rows that look like SQL. */
    static TestSchema full() {
        TestSchema schema = new TestSchema();
        schema.script("""
                CREATE TABLE nasty (id INT PRIMARY KEY, s VARCHAR(200), b LONGBLOB, next_id INT AS (id + 1) STORED,
                    f DOUBLE, j JSON) COMMENT 'a ); -- `it''s` INSERT INTO `x` VALUES (1)';
                INSERT INTO nasty (id, s, b, f, j) VALUES
                    (1, 'it''s "q" ),( \\\\ \\n `x` /* no */ -- no\\n# no', x'00ff275c', -1.5e300, '{"a":"(1),(2)"}'),
                    (2, NULL, NULL, NULL, NULL),
                    (3, '\\\\', x'', 0, '[]'),
                    (4, 'INSERT INTO `nasty` VALUES (1),(2);\\n-- Dump completed on 2026-01-01', NULL, 1, '"\\'"');
                CREATE TABLE `we``ird "tüble'` (id INT);
                INSERT INTO `we``ird "tüble'` VALUES (1),(2),(3);
                CREATE TABLE empty_table (id INT);
                CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES nasty (id));
                INSERT INTO child SELECT seq, 1 + seq % 4 FROM seq_1_to_5000;
                CREATE VIEW b_view AS SELECT id, s FROM nasty;
                CREATE VIEW a_view AS SELECT * FROM b_view WHERE s <> ');';
                CREATE SEQUENCE numbers;
                DELIMITER ;;
                CREATE TRIGGER guard BEFORE INSERT ON child FOR EACH ROW BEGIN
                    -- don't stop at this quote
                    IF NEW.id < 0 THEN INSERT INTO empty_table VALUES (1),(2); END IF; /* nor 'here */
                END;;
                CREATE PROCEDURE twin() BEGIN SELECT 6 * 7 - -1; INSERT INTO empty_table VALUES (99); END;;
                CREATE FUNCTION twin() RETURNS INT DETERMINISTIC RETURN 1;;
                SET sql_mode = 'NO_BACKSLASH_ESCAPES';;
                CREATE FUNCTION backslash() RETURNS VARCHAR(10) DETERMINISTIC RETURN '\\';;
                SET sql_mode = 'ORACLE';;
                CREATE PACKAGE pack AS FUNCTION one RETURN INT; END;;
                CREATE PACKAGE BODY pack AS FUNCTION one RETURN INT AS BEGIN RETURN 1; END; END;;
                SET sql_mode = DEFAULT;;
                CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO INSERT INTO empty_table VALUES (3);;
                DELIMITER ;
                """);
        return schema;
    }

    void script(String sql) {
        server.script("USE `" + name + "`;\n" + sql);
    }

    DatabaseAddress address() {
        return server.address(name);
    }

    /** A new account with the given grants; each is a GRANT without its TO. */
    DatabaseAccount account(String... grants) {
        String user = "u" + COUNTER.incrementAndGet();
        String password = "pass-of-" + user;
        StringBuilder sql = new StringBuilder("CREATE USER " + user + " IDENTIFIED BY '" + password + "';\n");
        for (String grant : grants) {
            sql.append("GRANT ").append(grant).append(" TO ").append(user).append(";\n");
        }
        server.script(sql.toString());
        accounts.append("DROP USER ").append(user).append(";\n");
        return new DatabaseAccount(user, Secret.of(password));
    }

    @Override
    public void close() {
        server.script("DROP DATABASE `" + name + "`;\n" + accounts);
    }
}
