package org.sensorium.stream;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.jspecify.annotations.Nullable;

/**
 * Whether a checkpoint is still whole. Flink finds out only when it restores, and then the job does
 * not start; a disk that was full or a machine that lost its power leaves such checkpoints.
 */
final class CheckpointFiles {
    private CheckpointFiles() {}

    /** What is wrong with the checkpoint of this metadata file; empty if nothing is. */
    static Optional<String> fault(Path metadata) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            return missing(
                    org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
                            in, CheckpointFiles.class.getClassLoader(), metadata.toString()));
        } catch (IOException | RuntimeException e) {
            return Optional.of("its metadata cannot be read: " + e);
        }
    }

    private static Optional<String> missing(CheckpointMetadata metadata) throws IOException {
        Deque<StateObject> open = new ArrayDeque<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                open.addAll(subtask.getDiscardables());
            }
            add(open, operator.getCoordinatorState());
        }
        while (!open.isEmpty()) {
            StateObject state = open.remove();
            if (state instanceof KeyGroupsStateHandle keyed) {
                add(open, keyed.getDelegateStateHandle());
            } else if (state instanceof OperatorStateHandle operator) {
                add(open, operator.getDelegateStateHandle());
            } else if (state instanceof FileStateHandle file) {
                Path path = Path.of(file.getFilePath().getPath());
                if (!Files.isRegularFile(path)) {
                    return Optional.of("there is no " + path);
                }
                if (Files.size(path) != file.getStateSize()) {
                    return Optional.of(
                            path
                                    + " has "
                                    + Files.size(path)
                                    + " bytes instead of "
                                    + file.getStateSize());
                }
            }
        }
        return Optional.empty();
    }

    private static void add(Deque<StateObject> open, @Nullable StateObject state) {
        if (state != null) {
            open.add(state);
        }
    }
}
