package dev.domibusbackup.files;

import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/** gzip at its fastest level: in the quiet window time counts more than the last tenth of space. */
public final class FastGzip {

    private static final int BUFFER = 64 << 10;

    private FastGzip() {
    }

    /** A gzip stream whose closing ends the gzip member and flushes {@code out}, but leaves it open. */
    public static OutputStream onto(OutputStream out) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        parameters.setBufferSize(BUFFER);
        return new GzipCompressorOutputStream(new KeptOpen(out), parameters);
    }
}
