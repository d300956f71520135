package dev.domibusbackup.database.mysql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class DumpRewriterTest {

    private static final String DUMP = """
            /*M!999999\\- enable the sandbox mode */
            -- Current Database: `shop` -- CREATE DATABASE x;
            /*!40000 DROP DATABASE IF EXISTS `shop`*/;
            CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop`
             /*!40100 DEFAULT CHARACTER SET utf8mb4 */;
            USE `shop`;
            /*!40101 SET NAMES utf8mb4 */;
            CREATE TABLE `a` (`shop` int DEFAULT nextval(`shop`.`n`), s text COMMENT '`shop`.`a`; USE `shop`;');
            LOCK TABLES `a` WRITE;
            INSERT INTO `a` VALUES (1,'`shop`.`a`; USE `shop`;
            USE `shop`;'),(2,'it''s \\' shop.a');
            UNLOCK TABLES;
            ALTER DATABASE `shop` CHARACTER SET latin1;
            DELIMITER ;;
            /*!50106 CREATE*/ /*!50117 DEFINER=`shop`@`%`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY DO BEGIN
              DELETE FROM shop.a; END */ ;;
            /*!50003 CREATE*/ /*!50017 DEFINER=`u`@`shop.org`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `a`
              BEGIN /* shop.a */ SET @shop.x = "shop.a"; -- shop.a
              INSERT INTO shop . `b` SELECT `a`.`shop`.c, other.shop FROM "shop".c; END */;;
            DELIMITER ;
            -- Dump completed on 2026-11-22
            """;

    @Test
    void a_dump_is_turned_to_another_schema_and_nothing_else_is_changed() {
        String expected = """
                /*M!999999\\- enable the sandbox mode */
                -- Current Database: `shop` -- CREATE DATABASE x;




                /*!40101 SET NAMES utf8mb4 */;
                CREATE TABLE `a` (`shop` int DEFAULT nextval(`copy`.`n`), s text COMMENT '`shop`.`a`; USE `shop`;');

                INSERT INTO `a` VALUES (1,'`shop`.`a`; USE `shop`;
                USE `shop`;'),(2,'it''s \\' shop.a');

                ALTER DATABASE `copy` CHARACTER SET latin1;
                DELIMITER ;;
                /*!50106 CREATE*/ /*!50117 DEFINER=`shop`@`%`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY DO BEGIN
                  DELETE FROM `copy`.a; END */ ;;
                /*!50003 CREATE*/ /*!50017 DEFINER=`u`@`shop.org`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `a`
                  BEGIN /* shop.a */ SET @shop.x = "shop.a"; -- shop.a
                  INSERT INTO `copy` . `b` SELECT `a`.`shop`.c, other.shop FROM `copy`.c; END */;;
                DELIMITER ;
                -- Dump completed on 2026-11-22
                """;
        assertThat(rewrite(DUMP, 1 << 16, false)).isEqualTo(expected);
    }

    @Test
    void it_makes_no_difference_where_the_bytes_are_cut() {
        assertThat(rewrite(DUMP, 1, false)).isEqualTo(rewrite(DUMP, 1 << 16, false));
        assertThat(rewrite(DUMP, 7, true)).isEqualTo(rewrite(DUMP, 1 << 16, true));
    }

    @Test
    void every_line_keeps_its_number() {
        assertThat(rewrite(DUMP, 1 << 16, true).chars().filter(c -> c == '\n').count())
                .isEqualTo(DUMP.chars().filter(c -> c == '\n').count());
    }

    @Test
    void events_are_left_out_whole_when_they_must_not_run() {
        assertThat(rewrite(DUMP, 1 << 16, true)).contains("DELIMITER ;;", "TRIGGER `t`")
                .doesNotContain("EVENT", "DELETE FROM", "50117");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create schema shop", "drop /* x */ database shop", "CREATE OR REPLACE DATABASE shop",
        "uSe shop", "lock tables a write"})
    void what_says_which_schema_is_written_is_left_out(String statement) {
        assertThat(rewrite(statement + ";", 3, false)).isBlank();
    }

    @ParameterizedTest
    @CsvSource({"create view v as select 1 from shop.a, create view v as select 1 from `copy`.a",
        "drop table shop.a, drop table `copy`.a", "select 1.5, select 1.5", "select shopping.a, select shopping.a"})
    void all_else_passes(String statement, String expected) {
        assertThat(rewrite(statement + ";", 3, false)).isEqualTo(expected + ";");
    }

    @Test
    void a_string_longer_than_any_buffer_passes() {
        String sql = "CREATE TABLE a (id int) COMMENT '" + "shop.x ".repeat(5000) + "';\nDROP TABLE shop.x;\n";
        assertThat(rewrite(sql, 1000, false)).isEqualTo(sql.replace("TABLE shop.x", "TABLE `copy`.x"));
    }

    @Test
    void a_watched_schema_is_told_when_it_is_mentioned() {
        DumpRewriter rewriter = new DumpRewriter(Map.of(), Set.of("general", "quiet"), false);
        byte[] sql = "CREATE VIEW v AS SELECT 'quiet.x' FROM `general`.`t`;\n".getBytes(StandardCharsets.UTF_8);
        new DumpScanner(rewriter).accept(sql, 0, sql.length);
        assertThat(rewriter.referred()).containsExactly("general");
    }

    private static String rewrite(String dump, int step, boolean withoutEvents) {
        DumpRewriter rewriter = new DumpRewriter(Map.of("shop", "copy"), Set.of(), withoutEvents);
        DumpScanner scanner = new DumpScanner(rewriter);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] sql = dump.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < sql.length; i += step) {
            scanner.accept(sql, i, Math.min(step, sql.length - i));
            out.writeBytes(rewriter.take());
        }
        out.writeBytes(rewriter.takeRest());
        return out.toString(StandardCharsets.UTF_8);
    }
}
