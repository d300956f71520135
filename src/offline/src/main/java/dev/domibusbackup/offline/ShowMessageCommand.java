package dev.domibusbackup.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.OfflineProblem;

/** {@code messages show}. */
@Command(name = "show", mixinStandardHelpOptions = true,
        description = {"Shows one message: header, properties, body.",
            "Control characters are shown as escapes such as \\u001b, bytes in hexadecimal digits."})
final class ShowMessageCommand implements Runnable {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenMessages chosen;

    @Option(names = {"-m", "--message"}, required = true, paramLabel = "MESSAGE",
            description = "Its number or id, as \"messages list\" prints them.")
    private String wanted;

    @Option(names = {"-b", "--body"}, paramLabel = "FILE",
            description = "Writes the body into a new file as it is; texts in UTF-8, or in "
                    + "UTF-16BE if they are not valid Unicode.")
    private Path target;

    @Option(names = {"-e", "--entry"}, paramLabel = "NAME",
            description = "With --body: this entry of a map, such as payload_1.")
    private String entry;

    @Override
    public void run() {
        MessageFile file = chosen.file();
        if (target != null && Files.exists(target)) {
            throw OfflineProblem.EXISTS.exception("path", target);
        }
        PrintWriter out = command.commandLine().getOut();
        try (MessageFileReader reader = MessageFileReader.open(file.path())) {
            while (reader.hasNext()) {
                PortableMessage message = reader.next();
                if (wanted.equals(Long.toString(reader.count())) || wanted.equals(message.header().id())) {
                    new MessageText(out).print(reader.count(), message);
                    if (target != null) {
                        write(file, message.body());
                        out.printf("%nWritten to %s.%n", target);
                    }
                    out.flush();
                    return;
                }
            }
        }
        throw OfflineProblem.MESSAGE_UNKNOWN.exception("file", file.path(), "message", wanted);
    }

    private void write(MessageFile file, Body body) {
        Object value = value(body);
        if (value instanceof Content content) {
            DurableFiles.write(target, out -> copy(content, out));
        } else if (value instanceof String text) {
            DurableFiles.write(target, out -> out.write(encoded(text)));
        } else {
            throw OfflineProblem.NO_BODY.exception("message", wanted, "file", file.path(), "kind", body.kind().id());
        }
    }

    /** The text or the bytes that are asked for; {@code null} if there are none. */
    private Object value(Body body) {
        if (body instanceof Body.MapBody map) {
            TypedValue value = map.entries().get(entry);
            return value == null ? null : value.value();
        }
        if (body instanceof Body.Text text) {
            return text.text();
        }
        if (body instanceof Body.Bytes bytes) {
            return bytes.content();
        }
        return body instanceof Body.ObjectBody object ? object.serialized() : null;
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }

    /** UTF-8 has no lone surrogates: a text with one is written as its UTF-16 units, big-endian. */
    private static byte[] encoded(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            ByteBuffer units = ByteBuffer.allocate(2 * text.length());
            units.asCharBuffer().put(text);
            return units.array();
        }
    }
}
