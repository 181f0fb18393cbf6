/** A thread of its own for parts of messages, one after another. */
import { parentPort } from "node:worker_threads";
import { readPart, type PartOrder } from "./reading.ts";

parentPort?.on("message", (order: PartOrder) => parentPort?.postMessage(readPart(order), []));
