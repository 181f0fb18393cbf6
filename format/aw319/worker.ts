/** A thread of its own for one part of a message. */
import { parentPort, workerData } from "node:worker_threads";
import { readPart, type PartOrder } from "./reading.ts";

parentPort?.postMessage(readPart(workerData as PartOrder), []);
