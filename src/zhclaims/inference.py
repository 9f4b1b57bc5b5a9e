"""Opens networks in onnxruntime: on one core, and with its telemetry switched off."""

import os
from typing import Any

NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
"""onnxruntime reports its use to its maker, and keeps an id of the device in the home folder, unless this is set."""


def open_session(graph: bytes) -> Any:
    """Make an inference session of a network; nothing that it does leaves this machine."""
    os.environ[NO_TELEMETRY] = "1"  # read when onnxruntime is imported
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where something else has imported it before
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # plans of memory for each length of text would pile up
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
