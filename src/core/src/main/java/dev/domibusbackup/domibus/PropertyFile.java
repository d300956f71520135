package dev.domibusbackup.domibus;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The properties of one file, unresolved.
 *
 * @param source the file's path; for one inside an archive {@code <archive>!/<entry>}
 * @param values raw values
 * @param utf8   whether the file really was UTF-8; if not, characters were replaced, as Domibus does
 */
record PropertyFile(String source, Map<String, String> values, boolean utf8) {

    PropertyFile {
        values = Map.copyOf(values);
    }

    /** @throws IOException when the content is no property file; names no value */
    static PropertyFile parse(String source, byte[] content) throws IOException {
        String text;
        boolean utf8 = true;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            utf8 = false;
            text = new String(content, StandardCharsets.UTF_8);
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("a malformed \\uXXXX", e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return new PropertyFile(source, values, utf8);
    }
}
