package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaObject;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class DumpScannerTest {

    private static final String FOOTER = "\n-- Dump completed on 2026-11-22 14:43:31\n";

    /** As mysqldump 8 writes: column lists because of a generated column, _binary, wrapped triggers and views. */
    private static final String MYSQL_8 = """
            -- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
            /*!50503 SET NAMES utf8mb4 */;
            CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */ \
            /*!80016 DEFAULT ENCRYPTION='N' */;
            USE `shop`;
            CREATE TABLE `a` (
              `id` int NOT NULL, -- don't
              `values` varchar(9) DEFAULT ');'
            ) ENGINE=InnoDB;
            INSERT INTO `a` (`id`, `values`) VALUES (1,_binary 'x\\'),('),(2,'it''s;'),(-3,0xAB27);
            INSERT INTO `a` (`id`, `values`) VALUES (4,NULL);
            DELIMITER ;;
            /*!50003 CREATE*/ /*!50017 DEFINER=`view`@`%`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `a` FOR EACH ROW
              BEGIN /* it's nested */ INSERT INTO b VALUES (1),(2); SET @x = 3 * 4; END */;;
            DELIMITER ;
            -- Temporary view structure for view `v`
            /*!50001 CREATE VIEW `v` AS SELECT 1 AS `id`*/;
            """;

    private static final String FINAL_VIEW = """
            /*!50001 CREATE ALGORITHM=UNDEFINED */
            /*!50013 DEFINER=`root`@`%` SQL SECURITY DEFINER */
            /*!50001 VIEW `v` AS select 1 AS `id` */;
            """;

    @Test
    void a_dump_of_mysql_8_is_read_as_well() throws IOException {
        DumpContents contents = scan(MYSQL_8 + FINAL_VIEW + FOOTER);
        assertThat(contents.schema()).isEqualTo("shop");
        assertThat(contents.rows()).hasSize(1).containsEntry("a", 4L);
        assertThat(contents.objects()).containsExactly(new SchemaObject(ObjectKind.TABLE, "a"),
                new SchemaObject(ObjectKind.VIEW, "v"), new SchemaObject(ObjectKind.TRIGGER, "t"));
        assertThat(contents.complete()).isTrue();
    }

    @Test
    void it_makes_no_difference_where_the_bytes_are_cut() {
        byte[] dump = (MYSQL_8 + FINAL_VIEW + FOOTER).getBytes(StandardCharsets.UTF_8);
        DumpScanner whole = new DumpScanner();
        whole.accept(dump, 0, dump.length);
        DumpScanner single = new DumpScanner();
        for (int i = 0; i < dump.length; i++) {
            single.accept(dump, i, 1);
        }
        assertThat(single.contents()).isEqualTo(whole.contents());
    }

    @Test
    void the_placeholder_of_a_view_is_no_view() throws IOException {
        assertThat(scan(MYSQL_8 + FOOTER).count(ObjectKind.VIEW)).isZero();
    }

    @Test
    void a_dump_cut_anywhere_before_its_footer_is_not_complete() {
        byte[] dump = (MYSQL_8 + FINAL_VIEW + FOOTER).getBytes(StandardCharsets.UTF_8);
        int footer = dump.length - FOOTER.length() + "\n-- Dump completed".length();
        for (int length = 0; length < footer; length++) {
            DumpScanner scanner = new DumpScanner();
            scanner.accept(dump, 0, length);
            assertThat(scanner.contents().complete()).as("%d bytes", length).isFalse();
        }
    }

    @Test
    void a_footer_in_a_row_or_before_more_sql_is_no_footer() throws IOException {
        assertThat(scan("INSERT INTO `a` VALUES ('" + FOOTER + "');\n").complete()).isFalse();
        assertThat(scan(FOOTER + "CREATE TABLE `a` (id int);\n").complete()).isFalse();
    }

    @Test
    void a_million_rows_of_one_statement_are_counted() {
        String row = "(1,'" + "it\\'s a row with ),( in it ".repeat(8) + "',0x" + "AB".repeat(100) + "),\n";
        byte[] rows = row.repeat(2000).getBytes(StandardCharsets.UTF_8);
        DumpScanner scanner = new DumpScanner();
        byte[] head = "INSERT INTO `a` VALUES\n".getBytes(StandardCharsets.UTF_8);
        scanner.accept(head, 0, head.length);
        long start = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            scanner.accept(rows, 0, rows.length);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.getLogger(DumpScannerTest.class.getName()).log(System.Logger.Level.INFO,
                "{0} MB/s", scanner.bytes() / 1e6 / seconds);
        assertThat(scanner.rows()).isEqualTo(1_000_000);
    }

    private static DumpContents scan(String dump) throws IOException {
        return DumpScanner.scan(new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)));
    }
}
